package io.jenkins.lib.releasegates.slo;

import java.math.BigDecimal;

/** What a service level is read from. */
public sealed interface Indicator {

    /**
     * Events of one kind among all of them.
     *
     * @param counted the good or the bad ones
     * @param ofGood which of them
     */
    record EventRatio(Expression counted, boolean ofGood, Expression total) implements Indicator {}

    /**
     * A ratio that somebody else has computed, between 0 and 1.
     *
     * @param ofGood whether it is the share of what was good
     */
    record Ratio(Expression ratio, boolean ofGood) implements Indicator {}

    /**
     * A number that is good as long as it stands on one side of a limit.
     *
     * @param limit with the digits of the file
     */
    record Threshold(Expression value, Comparison comparison, BigDecimal limit) implements Indicator {}
}
