package hudson.util;

public class VersionNumber implements Comparable<hudson.util.VersionNumber> {

    public VersionNumber(String version) {}

    public int compareTo(hudson.util.VersionNumber o) {
        throw new UnsupportedOperationException();
    }

    public String toString() {
        throw new UnsupportedOperationException();
    }
}
