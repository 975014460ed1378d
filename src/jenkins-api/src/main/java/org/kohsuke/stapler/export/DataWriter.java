package org.kohsuke.stapler.export;

public interface DataWriter {

    void endArray() throws java.io.IOException;

    void endObject() throws java.io.IOException;

    void name(String string) throws java.io.IOException;

    void startArray() throws java.io.IOException;

    void startObject() throws java.io.IOException;

    void value(String string) throws java.io.IOException;

    void valueNull() throws java.io.IOException;

    void valuePrimitive(Object value) throws java.io.IOException;
}
