package io.jenkins.lib.releasegates.slo.budget;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;

/** Numbers as people read them, the same in every locale. */
public final class Words {

    private Words() {}

    /** A share as percent with at most four digits that count: {@code 99.95 %}. */
    public static String percent(double share) {
        return number(share * 100) + " %";
    }

    /** A share as percent with so many decimals at most, never rounded up to 100: {@code 99.9997 %}. */
    public static String level(double share) {
        BigDecimal percent = BigDecimal.valueOf(share).movePointRight(2).setScale(4, RoundingMode.FLOOR);
        return plain(percent) + " %";
    }

    /** A number with at most four digits that count. */
    public static String number(double number) {
        return plain(BigDecimal.valueOf(number).round(new MathContext(4)));
    }

    /** The two largest units: {@code 2 d 3 h}. */
    public static String duration(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        long[] parts = {seconds / 86_400, seconds % 86_400 / 3600, seconds % 3600 / 60, seconds % 60};
        String[] units = {"d", "h", "min", "s"};
        StringBuilder words = new StringBuilder();
        int first = 0;
        while (first < 3 && parts[first] == 0) {
            first++;
        }
        words.append(parts[first]).append(' ').append(units[first]);
        if (first < 3 && parts[first + 1] > 0) {
            words.append(' ').append(parts[first + 1]).append(' ').append(units[first + 1]);
        }
        return words.toString();
    }

    private static String plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.signum() == 0 ? "0" : stripped.toPlainString();
    }
}
