package hudson.scm;

public abstract class ChangeLogSet<T extends hudson.scm.ChangeLogSet.Entry> implements Iterable<T> {

    ChangeLogSet() {}

    public final Object[] getItems() {
        throw new UnsupportedOperationException();
    }

    public String getKind() {
        throw new UnsupportedOperationException();
    }

    public abstract boolean isEmptySet();

    public abstract static class Entry {

        public Entry() {}

        public abstract java.util.Collection<String> getAffectedPaths();

        public abstract hudson.model.User getAuthor();

        public String getCommitId() {
            throw new UnsupportedOperationException();
        }

        public abstract String getMsg();

        public long getTimestamp() {
            throw new UnsupportedOperationException();
        }
    }
}
