package io.jenkins.plugins.releasegates.approval;

import io.jenkins.lib.releasegates.approval.Exclusions;

/** Texts of somebody else's, as long as a request holds them. */
final class Texts {

    private Texts() {}

    static String cut(String text) {
        return text.length() <= Exclusions.MAX_TEXT ? text : text.substring(0, Exclusions.MAX_TEXT - 1) + "…";
    }
}
