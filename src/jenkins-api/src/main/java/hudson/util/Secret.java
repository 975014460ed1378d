package hudson.util;

public final class Secret implements java.io.Serializable {

    Secret() {}

    public static hudson.util.Secret decrypt(String data) {
        throw new UnsupportedOperationException();
    }

    public static hudson.util.Secret fromString(String data) {
        throw new UnsupportedOperationException();
    }

    public String getEncryptedValue() {
        throw new UnsupportedOperationException();
    }

    public String getPlainText() {
        throw new UnsupportedOperationException();
    }

    public static String toString(hudson.util.Secret s) {
        throw new UnsupportedOperationException();
    }
}
