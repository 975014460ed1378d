package io.jenkins.lib.releasegates.evidence;

import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.evidence.finding.SuppressionRule;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a result of our own scan worker says about how it came to be; docs/formats/scan-result.md.
 *
 * @param kind what was looked for
 * @param tool who looked, with its version
 * @param finished when it was done
 * @param worker over the manifest of the bundle that ran
 * @param rules over the rules that were applied, where there are any
 * @param database what vulnerabilities were looked up in; there is one exactly when these were looked for
 * @param files that were looked at
 * @param cached files of these whose result was taken from an earlier scan
 * @param suppressions the rules that it was given to leave findings out of the count, and what became of them
 */
public record Scan(
        Kind kind,
        String tool,
        String toolVersion,
        Instant started,
        Instant finished,
        Digest worker,
        Optional<Digest> rules,
        Optional<Database> database,
        long files,
        long cached,
        List<SuppressionRule> suppressions) {

    /** What a scan looks for. */
    public enum Kind {
        /** Known vulnerabilities of components. */
        SCA("sca", "vulnerabilities"),
        /** Weaknesses in code. */
        SAST("sast", "issues"),
        /** Keys and passwords that lie in the open. */
        SECRETS("secrets", "secrets");

        private final String id;
        private final String family;

        Kind(String id, String family) {
            this.id = id;
            this.family = family;
        }

        /** The name in results and records. */
        public String id() {
            return id;
        }

        /** The metrics that it feeds, as in {@link Problem#family()}. */
        public String family() {
            return family;
        }

        /** The kind of that name; empty when there is none. */
        public static Optional<Kind> ofId(String id) {
            for (Kind kind : values()) {
                if (kind.id.equals(id)) {
                    return Optional.of(kind);
                }
            }
            return Optional.empty();
        }
    }

    /**
     * The vulnerability database that was used.
     *
     * @param lastModified when its source had the newest of what is in it
     * @param lastChecked when somebody last asked that source for news; what its age is told from
     * @param records vulnerabilities in it
     */
    public record Database(String version, Digest digest, Instant lastModified, Instant lastChecked, long records) {}

    public Scan {
        suppressions = List.copyOf(suppressions);
        if (database.isPresent() != (kind == Kind.SCA)) {
            throw new IllegalArgumentException("A scan for vulnerabilities, and no other, names its database");
        }
    }
}
