package io.jenkins.lib.releasegates.policy;

import io.jenkins.lib.releasegates.evidence.MetricCatalog;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What kind of thing a statement of others says, by the predicate types of <a href="https://github.com/in-toto/attestation/tree/main/spec/predicates">in-toto</a>
 * and <a href="https://slsa.dev/spec/v1.0/">SLSA</a>.
 */
public enum StatementKind {
    /** Who built it, and how. */
    PROVENANCE("provenance", "provenance", "https://slsa.dev/provenance/v1"),
    /** How its tests ended. */
    TEST_RESULT("test-result", "testResult", "https://in-toto.io/attestation/test-result/v0.1"),
    /** The vulnerabilities that a scanner found in it; the specification and its example differ in the name, both are in use. */
    VULNS("vulns", "vulns", "https://in-toto.io/attestation/vulns/v0.2", "https://in-toto.io/attestation/vulns"),
    /** That somebody else has verified it. */
    VERIFICATION_SUMMARY("verification-summary", "verificationSummary", "https://slsa.dev/verification_summary/v1");

    private final String id;
    private final String metric;
    private final List<String> types;

    StatementKind(String id, String metric, String... types) {
        this.id = id;
        this.metric = MetricCatalog.ATTESTATIONS_PREFIX + metric;
        this.types = List.of(types);
    }

    /** The name in policy files. */
    public String id() {
        return id;
    }

    /** The metric that counts statements of this kind. */
    public String metric() {
        return metric;
    }

    /** Whether statements of this kind say when they were made. */
    boolean isDated() {
        return this != TEST_RESULT;
    }

    /** The kind that has this predicate type. */
    public static Optional<StatementKind> of(String predicateType) {
        return Arrays.stream(values())
                .filter(kind -> kind.types.contains(predicateType))
                .findFirst();
    }
}
