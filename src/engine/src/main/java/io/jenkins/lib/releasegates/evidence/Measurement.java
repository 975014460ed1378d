package io.jenkins.lib.releasegates.evidence;

import io.jenkins.lib.releasegates.digest.Digest;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * One measured value: a fact, with who vouches for it and what it was read from.
 *
 * @param metric the name, from {@link MetricCatalog} or beginning with {@link MetricCatalog#CUSTOM_PREFIX}
 * @param type its kind of number
 * @param value in the unit of the type; may be NaN where a source says so, which no gate takes for a pass
 * @param provenance the weakest among its sources
 * @param sources digests of the reports it was read from; of at most {@value #MAX_SOURCES}, the rest is in the evidence itself
 */
public record Measurement(String metric, MetricType type, double value, Provenance provenance, List<Digest> sources) {

    /** Sources that a measurement names. */
    public static final int MAX_SOURCES = 20;

    public Measurement {
        sources = List.copyOf(sources.size() > MAX_SOURCES ? sources.subList(0, MAX_SOURCES) : sources);
    }

    /** The value with its unit, as a person reads it: {@code 12}, {@code 81.3 %}. */
    public String words() {
        return words(type, value);
    }

    /** A value of a type with its unit, as a person reads it; cut, and never rounded up, to four decimals. */
    public static String words(MetricType type, double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return "not a number";
        }
        BigDecimal exact = BigDecimal.valueOf(value);
        BigDecimal shown = exact.scale() > 4 ? exact.setScale(4, RoundingMode.DOWN) : exact;
        String number = shown.signum() == 0 ? "0" : shown.stripTrailingZeros().toPlainString();
        return type.unit().isEmpty() ? number : number + " " + type.unit();
    }
}
