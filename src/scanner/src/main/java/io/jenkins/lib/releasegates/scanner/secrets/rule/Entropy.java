package io.jenkins.lib.releasegates.scanner.secrets.rule;

import java.util.HashMap;
import java.util.Map;

/** How evenly the characters of a text are spread: C. E. Shannon, A Mathematical Theory of Communication (1948), section 6. */
final class Entropy {

    private Entropy() {}

    /** Bits per character; 0 for an empty text, at most the logarithm of its length. */
    static double of(String text) {
        Map<Integer, Integer> counts = new HashMap<>();
        text.chars().forEach(c -> counts.merge(c, 1, Integer::sum));
        double bits = 0;
        for (int count : counts.values()) {
            double share = (double) count / text.length();
            bits -= share * Math.log(share) / Math.log(2);
        }
        return bits;
    }
}
