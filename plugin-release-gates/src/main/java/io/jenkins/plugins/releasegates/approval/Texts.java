package io.jenkins.plugins.releasegates.approval;

import io.jenkins.lib.releasegates.approval.Exclusions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Texts as requests hold them, and pages and logs show them. */
final class Texts {

    private Texts() {}

    /** To the second, as ISO 8601 writes it in UTC. */
    static String time(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    static String cut(String text) {
        return text.length() <= Exclusions.MAX_TEXT ? text : text.substring(0, Exclusions.MAX_TEXT - 1) + "…";
    }
}
