package jenkins.util;

public class SystemProperties {

    SystemProperties() {}

    public static boolean getBoolean(String name, boolean def) {
        throw new UnsupportedOperationException();
    }

    public static boolean getBoolean(String name) {
        throw new UnsupportedOperationException();
    }

    public static Integer getInteger(String name, Integer def, java.util.logging.Level logLevel) {
        throw new UnsupportedOperationException();
    }

    public static Integer getInteger(String name, Integer def) {
        throw new UnsupportedOperationException();
    }

    public static Integer getInteger(String name) {
        throw new UnsupportedOperationException();
    }

    public static Long getLong(String name, Long def, java.util.logging.Level logLevel) {
        throw new UnsupportedOperationException();
    }

    public static Long getLong(String name, Long def) {
        throw new UnsupportedOperationException();
    }

    public static Long getLong(String name) {
        throw new UnsupportedOperationException();
    }

    public static String getString(String key, String def, java.util.logging.Level logLevel) {
        throw new UnsupportedOperationException();
    }

    public static String getString(String key, String def) {
        throw new UnsupportedOperationException();
    }

    public static String getString(String key) {
        throw new UnsupportedOperationException();
    }
}
