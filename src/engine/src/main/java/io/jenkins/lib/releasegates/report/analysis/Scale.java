package io.jenkins.lib.releasegates.report.analysis;

import java.util.Locale;

/** From numbers to heights in a {@link Drawing}: even, or by powers of ten where numbers are too far apart for that. */
record Scale(double lowest, double highest, boolean byPowers) {

    private static final double FAR = 10;
    private static final double DECADES = 1e4;

    /** From there to there, evenly. */
    static Scale even(double lowest, double highest) {
        return new Scale(lowest, highest > lowest ? highest : lowest + 1, false);
    }

    /**
     * From zero to above both; by powers where one of them is more than ten times the other.
     *
     * @param most the highest number; zero where there is none
     */
    static Scale forRates(double most, double limit) {
        double top = Math.max(most, limit) * 1.1;
        if (most <= 0 || Math.max(most, limit) / Math.min(most, limit) <= FAR) {
            return even(0, top);
        }
        return new Scale(Math.max(Math.min(most, limit) / FAR, top / DECADES), top, true);
    }

    /** Where a number stands; what is lower than the lowest stands with it. */
    double share(double number) {
        double shown = Math.min(highest, Math.max(lowest, number));
        return byPowers ? Math.log(shown / lowest) / Math.log(highest / lowest) : (shown - lowest) / (highest - lowest);
    }

    double y(double number) {
        return Drawing.BOTTOM - share(number) * (Drawing.BOTTOM - Drawing.TOP);
    }

    static String text(double place) {
        return String.format(Locale.ROOT, "%.1f", place);
    }
}
