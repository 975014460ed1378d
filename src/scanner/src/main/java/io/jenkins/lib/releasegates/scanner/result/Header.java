package io.jenkins.lib.releasegates.scanner.result;

import io.jenkins.lib.releasegates.scanner.job.Kind;
import org.jspecify.annotations.Nullable;

/** What the first line of a result says about the scan, beside the time and the bundle. */
public record Header(
        Kind kind,
        Tool tool,
        @Nullable Rules rules,
        @Nullable Database database,
        @Nullable Fingerprints fingerprints) {

    public Header(Kind kind, Tool tool, @Nullable Rules rules, @Nullable Database database) {
        this(kind, tool, rules, database, null);
    }

    /** Who looked. */
    public record Tool(String name, String version) {}

    /** By what. */
    public record Rules(String digest, int count) {}

    /**
     * How secrets are told apart.
     *
     * @param salt tells whether two results used the same one, and nothing else about it
     * @param lasting whether it was given; made up for one scan, its fingerprints can't be compared with others
     */
    public record Fingerprints(String salt, boolean lasting) {}

    /**
     * The database of vulnerabilities; instants as ISO 8601 in UTC.
     *
     * @param knownExploited entries of the catalog of known exploited vulnerabilities; null where it has none, and nobody knows then
     */
    public record Database(
            String version,
            String digest,
            String lastModified,
            String lastChecked,
            long records,
            @Nullable Integer knownExploited) {}
}
