package io.jenkins.lib.releasegates.slo.openslo;

import io.jenkins.lib.releasegates.slo.Comparison;
import io.jenkins.lib.releasegates.slo.Expression;
import io.jenkins.lib.releasegates.slo.Indicator;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * An indicator as OpenSLO has it, where the limit of a threshold stands with the objective.
 *
 * @param ratio a whole indicator; null for a threshold
 * @param threshold what is compared; null for a ratio
 * @param connection the connection of the owner that all of its questions go to
 */
record Sli(@Nullable Indicator ratio, @Nullable Expression threshold, String connection) {

    boolean isThreshold() {
        return threshold != null;
    }

    /** Whether its question already says over which window it is. */
    boolean isWindowedThreshold() {
        return threshold != null && threshold.form() == Expression.Form.WINDOWED;
    }

    Indicator with(Comparison comparison, BigDecimal limit) {
        if (threshold == null) {
            throw new IllegalStateException("A ratio has no limit");
        }
        return new Indicator.Threshold(threshold, comparison, limit);
    }
}
