package io.jenkins.lib.releasegates.scanner.secrets.ignore;

import java.util.BitSet;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * What a bracket in a pattern stands for: bytes, and never the slash.
 *
 * @param end behind the bracket
 */
record ByteSet(BitSet bytes, int end) {

    private static final int BYTES = 256;
    private static final Map<String, IntPredicate> CLASSES = Map.ofEntries(
            Map.entry("alnum", ByteSet::alnum),
            Map.entry("alpha", c -> alnum(c) && !digit(c)),
            Map.entry("blank", c -> c == ' ' || c == '\t'),
            Map.entry("cntrl", c -> c < ' ' || c == 127),
            Map.entry("digit", ByteSet::digit),
            Map.entry("graph", c -> c > ' ' && c < 127),
            Map.entry("lower", c -> c >= 'a' && c <= 'z'),
            Map.entry("print", c -> c >= ' ' && c < 127),
            Map.entry("punct", c -> c > ' ' && c < 127 && !alnum(c)),
            Map.entry("space", c -> c == ' ' || (c >= '\t' && c <= '\r')),
            Map.entry("upper", c -> c >= 'A' && c <= 'Z'),
            Map.entry("xdigit", c -> digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F')));

    /**
     * Reads a bracket; empty where it isn't closed or names a class that there isn't.
     *
     * @param from behind its beginning
     */
    static Optional<ByteSet> parse(String pattern, int from) {
        BitSet set = new BitSet(BYTES);
        int length = pattern.length();
        int i = from;
        boolean negated = i < length && (pattern.charAt(i) == '!' || pattern.charAt(i) == '^');
        if (negated) {
            i++;
        }
        int previous = -1;
        for (boolean first = true; i < length && (first || pattern.charAt(i) != ']'); first = false) {
            char c = pattern.charAt(i);
            if (pattern.startsWith("[:", i) && pattern.indexOf(']', i) > 0) {
                int close = pattern.indexOf(']', i);
                if (pattern.charAt(close - 1) == ':' && close - 1 >= i + 2) {
                    IntPredicate named = CLASSES.get(pattern.substring(i + 2, close - 1));
                    if (named == null) {
                        return Optional.empty();
                    }
                    for (int b = 0; b < BYTES; b++) {
                        set.set(b, set.get(b) || named.test(b));
                    }
                    previous = -1;
                    i = close + 1;
                    continue;
                }
            }
            boolean range = c == '-' && previous >= 0 && i + 1 < length && pattern.charAt(i + 1) != ']';
            if (range) {
                c = pattern.charAt(++i);
            }
            if (c == '\\') {
                if (++i >= length) {
                    return Optional.empty();
                }
                c = pattern.charAt(i);
            }
            if (range && previous <= c) {
                set.set(previous, c + 1);
            } else if (!range) {
                set.set(c);
            }
            previous = range ? -1 : c;
            i++;
        }
        if (i >= length) {
            return Optional.empty();
        }
        if (negated) {
            set.flip(0, BYTES);
        }
        set.clear('/');
        return Optional.of(new ByteSet(set, i + 1));
    }

    String expression() {
        if (bytes.isEmpty()) {
            // Matches nothing, not even the end.
            return "[^\\x{0}-\\x{10ffff}]";
        }
        StringBuilder text = new StringBuilder("[");
        for (int from = bytes.nextSetBit(0); from >= 0; ) {
            int to = bytes.nextClearBit(from);
            text.append("\\x{").append(Integer.toHexString(from)).append("}-\\x{");
            text.append(Integer.toHexString(to - 1)).append('}');
            from = bytes.nextSetBit(to);
        }
        return text.append(']').toString();
    }

    private static boolean alnum(int c) {
        return digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean digit(int c) {
        return c >= '0' && c <= '9';
    }
}
