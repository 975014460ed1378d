package io.jenkins.lib.releasegates.slo;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A question in PromQL that can be asked over any window.
 *
 * @param text as it stands in the file
 * @param form how a window gets into it
 */
public record Expression(String text, Form form) {

    /** Where the window belongs, as Sloth writes it; a Go template may have blanks in it. */
    private static final Pattern WINDOW = Pattern.compile("\\{\\{\\s*\\.window\\s*}}");

    /** A selector, or the sum over one, once the strings in it are masked. */
    private static final Pattern COUNTER =
            Pattern.compile("(\\s*sum\\s*\\()?\\s*([a-zA-Z_:][a-zA-Z0-9_:]*+(?:\\s*\\{[^{}]*+})?)\\s*(\\)\\s*)?");

    private static final Pattern PER_SECOND = Pattern.compile("\\b(?:rate|irate)\\s*\\(");
    private static final Pattern EVENTS = Pattern.compile("\\b(?:increase|sum_over_time|count_over_time)\\s*\\(");

    /** How a window gets into an expression. */
    public enum Form {
        /** It says itself where, by {@code {{.window}}}. */
        WINDOWED,
        /** A counter, or the sum of some: what it grew by within the window. */
        COUNTER,
        /** A number that goes up and down: looked at in steps within the window. */
        SAMPLED
    }

    /** What a windowed expression counts in. */
    public enum Unit {
        EVENTS,
        EVENTS_PER_SECOND,
        UNKNOWN
    }

    public Expression {
        if ((form == Form.WINDOWED && !hasWindow(text)) || (form == Form.COUNTER && !isCounter(text))) {
            throw new IllegalArgumentException("Not " + form + ": " + text);
        }
    }

    /** Whether that text says where the window belongs. */
    public static boolean hasWindow(String text) {
        return WINDOW.matcher(text).find();
    }

    /** Whether that text has another template in it than the window. */
    public static boolean hasOtherTemplate(String text) {
        return WINDOW.matcher(text).replaceAll("").contains("{{");
    }

    /** Whether that text is a selector, or the sum over one: all of a counter of which the growth can be asked. */
    public static boolean isCounter(String text) {
        Matcher matcher = COUNTER.matcher(masked(text));
        return matcher.matches() && (matcher.group(1) == null) == (matcher.group(3) == null);
    }

    /** The number of events within a window, or per second of it; its {@link #unit} tells which. */
    public String counted(Duration window) {
        return switch (form) {
            case WINDOWED -> windowed(window);
            case COUNTER -> {
                Matcher matcher = COUNTER.matcher(masked(text));
                if (!matcher.matches()) {
                    throw new IllegalStateException("Not a counter: " + text);
                }
                String increase =
                        "increase(" + text.substring(matcher.start(2), matcher.end(2)) + "[" + of(window) + "])";
                yield matcher.group(1) == null ? increase : "sum(" + increase + ")";
            }
            case SAMPLED -> "sum_over_time((" + text + ")[" + of(window) + ":" + of(step(window)) + "])";
        };
    }

    /** The mean within a window of a number that is there already; samples that are no number are left out. */
    public String mean(Duration window) {
        return form == Form.WINDOWED
                ? windowed(window)
                : "avg_over_time(((" + text + ") >= -Inf)[" + of(window) + ":" + of(step(window)) + "])";
    }

    /** The share of a window in which the number is so; samples that are no number are left out. */
    public String share(Comparison comparison, String limit, Duration window) {
        String compared = " " + comparison.symbol() + " bool " + limit;
        return form == Form.WINDOWED
                ? "((" + windowed(window) + ") >= -Inf)" + compared
                : "avg_over_time((((" + text + ") >= -Inf)" + compared + ")[" + of(window) + ":" + of(step(window))
                        + "])";
    }

    /** What {@link #counted} counts in, as far as the functions in it tell. */
    public Unit unit() {
        if (form != Form.WINDOWED) {
            return form == Form.COUNTER ? Unit.EVENTS : Unit.UNKNOWN;
        }
        String code = masked(text);
        boolean perSecond = PER_SECOND.matcher(code).find();
        boolean events = EVENTS.matcher(code).find();
        if (perSecond == events) {
            return Unit.UNKNOWN;
        }
        return perSecond ? Unit.EVENTS_PER_SECOND : Unit.EVENTS;
    }

    /** The text with an underscore in place of each character of its strings, quotes included. */
    private static String masked(String text) {
        StringBuilder masked = new StringBuilder(text);
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote == 0) {
                quote = c == '"' || c == '\'' || c == '`' ? c : 0;
                masked.setCharAt(i, quote == 0 ? c : '_');
            } else {
                masked.setCharAt(i, '_');
                if (c == '\\' && quote != '`' && i + 1 < text.length()) {
                    i++;
                    masked.setCharAt(i, '_');
                } else if (c == quote) {
                    quote = 0;
                }
            }
        }
        return masked.toString();
    }

    private String windowed(Duration window) {
        return WINDOW.matcher(text).replaceAll(of(window));
    }

    /** A minute, and in short windows a fifth of them, so that no window is judged by a single sample. */
    private static Duration step(Duration window) {
        Duration fifth = Duration.ofSeconds(Math.max(1, window.toSeconds() / 5));
        return fifth.compareTo(Duration.ofMinutes(1)) < 0 ? fifth : Duration.ofMinutes(1);
    }

    /** A duration in PromQL, with the largest unit that gives a whole number: {@code 30d}, {@code 90m}. */
    public static String of(Duration window) {
        if (window.isZero() || window.isNegative()) {
            throw new IllegalArgumentException("A window is longer than nothing, found: " + window);
        }
        long millis = window.toMillis();
        if (millis % 1000 != 0) {
            return millis + "ms";
        }
        long seconds = millis / 1000;
        if (seconds % 86_400 == 0) {
            return seconds / 86_400 + "d";
        }
        if (seconds % 3600 == 0) {
            return seconds / 3600 + "h";
        }
        return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
    }
}
