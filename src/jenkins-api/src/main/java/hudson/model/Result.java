package hudson.model;

public final class Result implements java.io.Serializable {
    public static final hudson.model.Result SUCCESS = null;
    public static final hudson.model.Result UNSTABLE = null;
    public static final hudson.model.Result FAILURE = null;
    public static final hudson.model.Result NOT_BUILT = null;
    public static final hudson.model.Result ABORTED = null;

    Result() {}

    public static hudson.model.Result combine(hudson.model.Result r1, hudson.model.Result r2) {
        throw new UnsupportedOperationException();
    }

    public hudson.model.Result combine(hudson.model.Result that) {
        throw new UnsupportedOperationException();
    }

    public static hudson.model.Result fromString(String s) {
        throw new UnsupportedOperationException();
    }

    public boolean isBetterOrEqualTo(hudson.model.Result that) {
        throw new UnsupportedOperationException();
    }

    public boolean isBetterThan(hudson.model.Result that) {
        throw new UnsupportedOperationException();
    }

    public boolean isCompleteBuild() {
        throw new UnsupportedOperationException();
    }

    public boolean isWorseOrEqualTo(hudson.model.Result that) {
        throw new UnsupportedOperationException();
    }

    public boolean isWorseThan(hudson.model.Result that) {
        throw new UnsupportedOperationException();
    }

    public String toString() {
        throw new UnsupportedOperationException();
    }
}
