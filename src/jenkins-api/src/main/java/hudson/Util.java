package hudson;

public class Util {

    public Util() {}

    public static String escape(String text) {
        throw new UnsupportedOperationException();
    }

    public static String fixEmpty(String s) {
        throw new UnsupportedOperationException();
    }

    public static String fixEmptyAndTrim(String s) {
        throw new UnsupportedOperationException();
    }

    public static <T> T fixNull(T s, T defaultValue) {
        throw new UnsupportedOperationException();
    }

    public static String fixNull(String s) {
        throw new UnsupportedOperationException();
    }

    public static <T> Iterable<T> fixNull(Iterable<T> l) {
        throw new UnsupportedOperationException();
    }

    public static <T> java.util.Collection<T> fixNull(java.util.Collection<T> l) {
        throw new UnsupportedOperationException();
    }

    public static <T> java.util.List<T> fixNull(java.util.List<T> l) {
        throw new UnsupportedOperationException();
    }

    public static <T> java.util.Set<T> fixNull(java.util.Set<T> l) {
        throw new UnsupportedOperationException();
    }

    public static String getTimeSpanString(long duration) {
        throw new UnsupportedOperationException();
    }

    public static String rawEncode(String s) {
        throw new UnsupportedOperationException();
    }
}
