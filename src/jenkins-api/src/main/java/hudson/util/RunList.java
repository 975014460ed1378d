package hudson.util;

public class RunList<R extends hudson.model.Run> extends java.util.AbstractList<R> {

    public RunList() {}

    @Deprecated
    public R get(int index) {
        throw new UnsupportedOperationException();
    }

    public int indexOf(Object o) {
        throw new UnsupportedOperationException();
    }

    public boolean isEmpty() {
        throw new UnsupportedOperationException();
    }

    public java.util.Iterator<R> iterator() {
        throw new UnsupportedOperationException();
    }

    public int lastIndexOf(Object o) {
        throw new UnsupportedOperationException();
    }

    public hudson.util.RunList<R> newBuilds() {
        throw new UnsupportedOperationException();
    }

    @Deprecated
    public int size() {
        throw new UnsupportedOperationException();
    }

    public java.util.List<R> subList(int fromIndex, int toIndex) {
        throw new UnsupportedOperationException();
    }
}
