package jenkins.model;

public abstract class IdStrategy implements hudson.ExtensionPoint, java.util.Comparator<String> {

    public IdStrategy() {}

    public boolean equals(String id1, String id2) {
        throw new UnsupportedOperationException();
    }

    public String keyFor(String id) {
        throw new UnsupportedOperationException();
    }
}
