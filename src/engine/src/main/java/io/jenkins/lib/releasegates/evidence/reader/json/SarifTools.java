package io.jenkins.lib.releasegates.evidence.reader.json;

import io.jenkins.lib.releasegates.evidence.finding.FindingKind;
import io.jenkins.lib.releasegates.evidence.reader.report.Topic;
import java.util.Locale;
import java.util.Map;

/**
 * What the writers of SARIF look for, by the name of the driver.
 *
 * <p>SARIF itself doesn't tell. Here are those that always look for one thing, so that their report without a result says that there is none
 * of it; of all others nobody knows. Trivy looks for what its call says, and its report doesn't repeat that: only what it found tells.
 */
final class SarifTools {

    private static final Map<String, FindingKind> KINDS = Map.ofEntries(
            Map.entry("grype", FindingKind.VULNERABILITY),
            Map.entry("dependency-check", FindingKind.VULNERABILITY),
            Map.entry("osv-scanner", FindingKind.VULNERABILITY),
            Map.entry("govulncheck", FindingKind.VULNERABILITY),
            Map.entry("snyk open source", FindingKind.VULNERABILITY),
            Map.entry("snyk container", FindingKind.VULNERABILITY),
            Map.entry("docker scout", FindingKind.VULNERABILITY),
            Map.entry("gitleaks", FindingKind.SECRET),
            Map.entry("codeql", FindingKind.CODE),
            Map.entry("spotbugs", FindingKind.CODE),
            Map.entry("pmd", FindingKind.CODE),
            Map.entry("gosec", FindingKind.CODE),
            Map.entry("bandit", FindingKind.CODE),
            Map.entry("brakeman", FindingKind.CODE),
            Map.entry("snykcode", FindingKind.CODE),
            Map.entry("checkov", FindingKind.MISCONFIGURATION),
            Map.entry("kics", FindingKind.MISCONFIGURATION),
            Map.entry("tfsec", FindingKind.MISCONFIGURATION),
            Map.entry("terrascan", FindingKind.MISCONFIGURATION),
            Map.entry("hadolint", FindingKind.MISCONFIGURATION),
            Map.entry("snyk iac", FindingKind.MISCONFIGURATION));

    private SarifTools() {}

    /** What a result of that rule is. */
    static FindingKind kind(String tool, String rule) {
        boolean trivyFoundOne = tool.equalsIgnoreCase("trivy") && (rule.startsWith("CVE-") || rule.startsWith("GHSA-"));
        return trivyFoundOne
                ? FindingKind.VULNERABILITY
                : KINDS.getOrDefault(tool.toLowerCase(Locale.ROOT), FindingKind.ISSUE);
    }

    /** What a report of that tool can speak of, also where it found nothing. */
    static Topic[] topics(String tool) {
        return switch (KINDS.getOrDefault(tool.toLowerCase(Locale.ROOT), FindingKind.ISSUE)) {
            case VULNERABILITY -> new Topic[] {Topic.VULNERABILITIES};
            case SECRET -> new Topic[] {Topic.SECRETS};
            case CODE, MISCONFIGURATION, LICENSE, ISSUE -> new Topic[0];
        };
    }
}
