package io.jenkins.lib.releasegates.evidence.finding;

import java.util.Locale;
import java.util.Optional;

/** What sort of thing a finding is. */
public enum FindingKind {
    /** A known weakness of a component that somebody else has made: a CVE, an advisory. */
    VULNERABILITY,
    /** A weakness in code of one's own. */
    CODE,
    /** A key, token or password that lies in the open. */
    SECRET,
    /** A setting of infrastructure or of a server that should be another one. */
    MISCONFIGURATION,
    /** A licence that may not be used. */
    LICENSE,
    /** Anything of which nothing more is known. */
    ISSUE;

    /** The name in records, conditions and on pages, in lower case. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The sort of that name; empty when there is none. */
    public static Optional<FindingKind> ofId(String id) {
        for (FindingKind kind : values()) {
            if (kind.id().equals(id)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
