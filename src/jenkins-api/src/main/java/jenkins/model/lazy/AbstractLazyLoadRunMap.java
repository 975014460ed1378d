package jenkins.model.lazy;

public abstract class AbstractLazyLoadRunMap<R> extends java.util.AbstractMap<Integer, R>
        implements java.util.SortedMap<Integer, R> {

    @org.kohsuke.accmod.Restricted(org.kohsuke.accmod.restrictions.NoExternalUse.class)
    protected AbstractLazyLoadRunMap() {}

    public java.util.Comparator<? super Integer> comparator() {
        throw new UnsupportedOperationException();
    }

    public java.util.Set<java.util.Map.Entry<Integer, R>> entrySet() {
        throw new UnsupportedOperationException();
    }

    public boolean equals(Object o) {
        throw new UnsupportedOperationException();
    }

    public Integer firstKey() {
        throw new UnsupportedOperationException();
    }

    public R get(Object key) {
        throw new UnsupportedOperationException();
    }

    public R get(int n) {
        throw new UnsupportedOperationException();
    }

    protected abstract int getNumberOf(R value);

    public int hashCode() {
        throw new UnsupportedOperationException();
    }

    public java.util.SortedMap<Integer, R> headMap(Integer toKey) {
        throw new UnsupportedOperationException();
    }

    public boolean isEmpty() {
        throw new UnsupportedOperationException();
    }

    public java.util.Set<Integer> keySet() {
        throw new UnsupportedOperationException();
    }

    public Integer lastKey() {
        throw new UnsupportedOperationException();
    }

    public R put(Integer key, R r) {
        throw new UnsupportedOperationException();
    }

    public void putAll(java.util.Map<? extends Integer, ? extends R> rhs) {
        throw new UnsupportedOperationException();
    }

    protected abstract R retrieve(java.io.File file) throws java.io.IOException;

    public java.util.SortedMap<Integer, R> subMap(Integer fromKey, Integer toKey) {
        throw new UnsupportedOperationException();
    }

    public java.util.SortedMap<Integer, R> tailMap(Integer fromKey) {
        throw new UnsupportedOperationException();
    }

    public java.util.Collection<R> values() {
        throw new UnsupportedOperationException();
    }
}
