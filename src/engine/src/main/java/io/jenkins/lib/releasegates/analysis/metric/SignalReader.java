package io.jenkins.lib.releasegates.analysis.metric;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads a golden signal, and writes the question and the condition that its author could have written. */
final class SignalReader {

    /** What a signal may name beside its connection. */
    static final List<String> FIELDS =
            List.of("signal", "convention", "selector", "window", "quantile", "limit", "minimumRate");

    private static final List<String> SIGNALS = List.of("latency", "traffic", "errors", "saturation");
    private static final List<String> NOT_HERE =
            List.of("range", "step", "minSamples", "successCondition", "failureCondition", "ignoreAlerts", "watchdog");
    private static final Pattern QUANTILE = Pattern.compile("0?\\.[0-9]{0,5}[1-9]");
    private static final Pattern TIME = Pattern.compile("([0-9]{1,6}(?:\\.[0-9]{1,6})?)(ms|s)");
    private static final Pattern SHARE = Pattern.compile("([0-9]{1,3}(?:\\.[0-9]{1,6})?)(%?)");
    private static final Pattern RATE = Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,6})?)(?:/s)?");
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final String DEFAULT_WINDOW = "5m";
    private static final String DEFAULT_QUANTILE = "0.99";

    private final Fields fields;
    private final String signal;

    SignalReader(Fields fields) {
        this.fields = fields;
        this.signal = fields.text("signal");
    }

    /**
     * The signal, with issues where something is wrong.
     *
     * @param success the condition
     * @param origin in words, which signal by which convention
     */
    record Written(String query, String success, String origin) {

        /** Nothing, where there are issues. */
        static final Written NOTHING = new Written("", "", "");
    }

    Written read() {
        if (!SIGNALS.contains(signal)) {
            fields.issue("signal", signal, "one of " + String.join(", ", SIGNALS));
            return Written.NOTHING;
        }
        refuse();
        int before = fields.issues().size();
        if (signal.equals("saturation") && !fields.text("query").isEmpty()) {
            return ownRatio();
        }
        fields.refuse(List.of("query"), "with the signal " + signal);
        List<Convention> known = signal.equals("saturation") ? Convention.OF_CONTAINERS : Convention.OF_REQUESTS;
        Optional<Convention> convention =
                Convention.called(fields.text("convention")).filter(known::contains);
        if (convention.isEmpty()) {
            fields.issue(
                    "convention",
                    fields.text("convention"),
                    "one of " + known.stream().map(Convention::word).collect(Collectors.joining(", ")));
            return Written.NOTHING;
        }
        if (fields.text("selector").isEmpty()) {
            fields.issue("selector", "", "which service is meant, such as job=\"shop\"");
        }
        LabelSelector selector = fields.selector("selector", convention.get().reserved());
        fields.duration("window", LONGEST);
        Signal expansion = new Signal(convention.get(), selector, or("window", DEFAULT_WINDOW));
        Written written = write(convention.get(), expansion);
        return fields.issues().size() == before ? written : Written.NOTHING;
    }

    private void refuse() {
        List<String> not = new ArrayList<>(NOT_HERE);
        if (!signal.equals("latency")) {
            not.add("quantile");
        }
        not.add(signal.equals("traffic") ? "limit" : "minimumRate");
        fields.refuse(not, "with the signal " + signal);
    }

    private String or(String field, String otherwise) {
        return fields.text(field).isEmpty() ? otherwise : fields.text(field);
    }

    private Written write(Convention convention, Signal expansion) {
        String origin = "signal " + signal + ", convention " + convention.word();
        return switch (signal) {
            case "latency" -> {
                BigDecimal limit = seconds();
                yield new Written(expansion.latency(quantile(), limit), "result < " + decimal(limit), origin);
            }
            case "errors" -> new Written(expansion.errors(), "result < " + decimal(share()), origin);
            case "traffic" -> new Written(expansion.traffic(), "result >= " + decimal(rate()), origin);
            default -> new Written(expansion.saturation(), "result < " + decimal(share()), origin);
        };
    }

    private Written ownRatio() {
        fields.refuse(List.of("convention", "selector", "window"), "with a query of one's own");
        return new Written(fields.text("query"), "result < " + decimal(share()), "signal saturation, own query");
    }

    private String quantile() {
        String text = or("quantile", DEFAULT_QUANTILE);
        if (!QUANTILE.matcher(text).matches()) {
            fields.issue("quantile", text, "a number between 0 and 1, such as 0.99");
            return DEFAULT_QUANTILE;
        }
        return text.startsWith(".") ? "0" + text : text;
    }

    private BigDecimal seconds() {
        Matcher time = TIME.matcher(fields.text("limit"));
        BigDecimal limit = time.matches() ? new BigDecimal(time.group(1)) : BigDecimal.ZERO;
        if (limit.signum() == 0) {
            fields.issue("limit", fields.text("limit"), "a time with ms or s, such as 300ms or 1.5s");
            return BigDecimal.ONE;
        }
        return time.group(2).equals("ms") ? limit.movePointLeft(3) : limit;
    }

    private BigDecimal share() {
        Matcher share = SHARE.matcher(fields.text("limit"));
        BigDecimal limit = share.matches() ? new BigDecimal(share.group(1)) : BigDecimal.ZERO;
        if (share.matches() && !share.group(2).isEmpty()) {
            limit = limit.movePointLeft(2);
        }
        if (limit.signum() == 0 || limit.compareTo(BigDecimal.ONE) >= 0) {
            fields.issue("limit", fields.text("limit"), "a share between 0 and 1, such as 1% or 0.01");
            return BigDecimal.ONE;
        }
        return limit;
    }

    private BigDecimal rate() {
        String text = fields.text("minimumRate");
        Matcher rate = RATE.matcher(text);
        BigDecimal least = rate.matches() ? new BigDecimal(rate.group(1)) : BigDecimal.ZERO;
        if (least.signum() == 0) {
            fields.issue(
                    "minimumRate", text, "how many requests a second there have to be, more than none, such as 10");
            return BigDecimal.ONE;
        }
        return least;
    }

    /** As CEL writes it. */
    private static String decimal(BigDecimal number) {
        String plain = number.stripTrailingZeros().toPlainString();
        return plain.contains(".") ? plain : plain + ".0";
    }
}
