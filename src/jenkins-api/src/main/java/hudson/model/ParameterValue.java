package hudson.model;

public abstract class ParameterValue implements java.io.Serializable {

    ParameterValue() {}

    public final String getName() {
        throw new UnsupportedOperationException();
    }

    public boolean isSensitive() {
        throw new UnsupportedOperationException();
    }

    public Object getValue() {
        throw new UnsupportedOperationException();
    }
}
