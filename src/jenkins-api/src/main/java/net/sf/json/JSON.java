package net.sf.json;

public interface JSON extends java.io.Serializable {

    boolean isArray();

    boolean isEmpty();

    int size();

    String toString(int value, int value2);

    String toString(int value);

    java.io.Writer write(java.io.Writer writer) throws java.io.IOException;

    java.io.Writer writeCanonical(java.io.Writer writer) throws java.io.IOException;
}
