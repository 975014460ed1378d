package jenkins.model;

public abstract class IdStrategy
        implements hudson.model.Describable<jenkins.model.IdStrategy>,
                hudson.ExtensionPoint,
                java.util.Comparator<String> {

    public IdStrategy() {}

    public abstract int compare(String id1, String id2);

    public boolean equals(String id1, String id2) {
        throw new UnsupportedOperationException();
    }

    public String keyFor(String id) {
        throw new UnsupportedOperationException();
    }
}
