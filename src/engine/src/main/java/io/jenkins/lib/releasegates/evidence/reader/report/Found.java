package io.jenkins.lib.releasegates.evidence.reader.report;

import io.jenkins.lib.releasegates.evidence.Severity;
import io.jenkins.lib.releasegates.evidence.finding.Details;
import io.jenkins.lib.releasegates.evidence.finding.FindingKind;

/**
 * A finding as a report tells of it, before it has an identity.
 *
 * @param rule the tool's name for it; blank where it has none
 * @param path as the report writes it
 * @param line 1-based, 0 when the tool names none
 * @param message read at once, and never kept as a whole
 * @param fingerprint what the tool itself recognises the finding by; empty when it has nothing
 */
public record Found(
        FindingKind kind,
        String rule,
        Severity severity,
        String path,
        int line,
        CharSequence message,
        String tool,
        String fingerprint,
        Details details) {

    /** What the next version of the component has as well; empty where it isn't a vulnerability of a component that is known. */
    String lasting() {
        return kind == FindingKind.VULNERABILITY
                ? details.component().map(component -> component.lasting()).orElse("")
                : "";
    }

    /** The name that all tools know: where one of its names, and only one, is a CVE, that one. */
    String commonName() {
        if (kind != FindingKind.VULNERABILITY || rule.startsWith("CVE-")) {
            return rule;
        }
        String name = rule;
        for (String alias : details.aliases()) {
            if (alias.startsWith("CVE-")) {
                if (!name.equals(rule) && !name.equals(alias)) {
                    return rule;
                }
                name = alias;
            }
        }
        return name;
    }
}
