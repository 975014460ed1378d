package jenkins.scm.api;

public abstract class SCMRevision implements java.io.Serializable {

    SCMRevision() {}

    public abstract boolean equals(Object value);

    public final jenkins.scm.api.SCMHead getHead() {
        throw new UnsupportedOperationException();
    }

    public abstract int hashCode();

    public boolean isDeterministic() {
        throw new UnsupportedOperationException();
    }
}
