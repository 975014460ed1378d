package io.jenkins.lib.releasegates.evidence;

import java.util.Locale;

/**
 * Who vouches for a measurement, from the weakest to the strongest.
 *
 * <p>Nothing that a build does raises it. The words are what pages and reports say.
 */
public enum Provenance {
    /** A file from the workspace of the build that is judged: whoever writes the pipeline can write the file. */
    REPORTED("reported by the pipeline itself"),
    /** Found by our own worker, on an agent that the environment's owner names. */
    SCANNED("scanned by a worker that the environment's owner controls"),
    /** Asked by the controller over a connection that the owner defined. */
    OBSERVED("observed by the controller itself"),
    /** Signed by a key that the policy lists. */
    ATTESTED("attested by a key that the policy lists");

    private final String words;

    Provenance(String words) {
        this.words = words;
    }

    /** The provenance as a person reads it. */
    public String words() {
        return words;
    }

    /** Whether this is as strong as what a policy demands. */
    public boolean meets(Provenance least) {
        return compareTo(least) >= 0;
    }

    /** The name in policy files and records: {@code reported}, {@code scanned}, {@code observed} or {@code attested}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
