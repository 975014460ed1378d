package io.jenkins.lib.releasegates.report.duty;

/** Something that not everybody may do, and that not everybody should be able to do together with something else. */
public enum Duty {
    START_BUILDS("start builds"),
    CONFIGURE_JOBS("configure jobs"),
    APPROVE("approve"),
    WAIVE("grant waivers"),
    BREAK_GLASS("break the glass"),
    CONFIGURE_ENVIRONMENT("define environments"),
    REVOKE("revoke decisions"),
    ADMINISTER("administer");

    private final String words;

    Duty(String words) {
        this.words = words;
    }

    /** For people. */
    public String words() {
        return words;
    }
}
