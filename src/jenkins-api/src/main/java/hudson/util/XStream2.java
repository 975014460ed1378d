package hudson.util;

public class XStream2 {

    public XStream2() {}

    public void addCompatibilityAlias(String oldClassName, Class newClass) {
        throw new UnsupportedOperationException();
    }
}
