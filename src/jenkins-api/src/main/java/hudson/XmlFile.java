package hudson;

public final class XmlFile {

    public XmlFile(java.io.File file) {}

    public void delete() throws java.io.IOException {
        throw new UnsupportedOperationException();
    }

    public boolean exists() {
        throw new UnsupportedOperationException();
    }

    public java.io.File getFile() {
        throw new UnsupportedOperationException();
    }

    public Object read() throws java.io.IOException {
        throw new UnsupportedOperationException();
    }

    public Object unmarshal(Object o) throws java.io.IOException {
        throw new UnsupportedOperationException();
    }

    public void write(Object o) throws java.io.IOException {
        throw new UnsupportedOperationException();
    }
}
