package jenkins.scm.api;

public abstract class SCMHeadOrigin implements java.io.Serializable {

    public SCMHeadOrigin() {}

    public abstract boolean equals(Object value);

    public abstract int hashCode();

    public abstract String toString();
}
