package io.jenkins.lib.releasegates.report.security;

import io.jenkins.lib.releasegates.evidence.Finding;
import io.jenkins.lib.releasegates.evidence.Provenance;
import io.jenkins.lib.releasegates.evidence.finding.Sighting;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A finding as the page shows it.
 *
 * @param firstSeen empty where nobody has compared it
 * @param provenance who vouches for the report that tells of it
 */
public record FindingRow(Finding finding, FindingState state, Optional<Sighting> firstSeen, Provenance provenance) {

    private static final int HEADLINE = 100;

    /** Whole days since it was seen first. */
    public OptionalLong days(Instant now) {
        return firstSeen.isPresent() ? OptionalLong.of((long) firstSeen.get().daysUntil(now)) : OptionalLong.empty();
    }

    /** Where it is: file and line, else the component, else nothing. */
    public String place() {
        if (finding.path().isEmpty()) {
            return finding.details()
                    .component()
                    .map(component -> component.name() + " " + component.version())
                    .orElse("")
                    .strip();
        }
        return finding.line() > 0 ? finding.path() + ":" + finding.line() : finding.path();
    }

    /** What it is about, in a few words: the component of a vulnerability, else how the message begins. */
    public String headline() {
        String about = finding.details()
                .component()
                .map(component -> component.name() + " " + component.version())
                .orElse(finding.message())
                .strip();
        return about.length() > HEADLINE ? about.substring(0, HEADLINE) + "…" : about;
    }

    /** Whether this text, in lower case, stands in any of its words. */
    static boolean holds(Finding finding, String text) {
        String words = String.join(
                "\n",
                finding.rule(),
                finding.path(),
                finding.message(),
                finding.tool(),
                String.join("\n", finding.details().aliases()),
                String.join("\n", finding.details().cwes()),
                finding.details().component().map(Object::toString).orElse(""));
        return words.toLowerCase(Locale.ROOT).contains(text);
    }
}
