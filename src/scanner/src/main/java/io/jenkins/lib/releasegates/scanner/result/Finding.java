package io.jenkins.lib.releasegates.scanner.result;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that somebody should look at. Lists are never null in what we write; a member that doesn't apply is absent.
 *
 * @param kind {@code vulnerability}, {@code code} or {@code secret}
 * @param severitySource what the severity was taken from, in words
 * @param score the CVSS number, where there is one
 * @param path relative to the scanned folder
 * @param line 0 where none is known
 * @param message what the tool says; of a secret never a character of it
 * @param fingerprint of a secret the salted digest of its value, of code the tool's own instance hash
 */
public record Finding(
        String kind,
        String rule,
        Severity severity,
        String severitySource,
        @Nullable Double score,
        @Nullable String vector,
        String path,
        int line,
        String message,
        @Nullable Affected component,
        @Nullable List<String> aliases,
        @Nullable List<String> cwes,
        @Nullable List<String> links,
        @Nullable List<String> fixedIn,
        @Nullable Exploited kev,
        @Nullable Confidence confidence,
        @Nullable String fingerprint,
        @Nullable Suppressed suppressed) {

    /** What has the vulnerability. */
    public record Affected(
            @Nullable String purl,
            @Nullable String name,
            @Nullable String version,
            @Nullable String sha256) {}

    /** That it is known to be exploited; days as ISO 8601. */
    public record Exploited(
            @Nullable String added, @Nullable String due, boolean ransomware) {}

    /**
     * Which suppression of the scanner's own covers it.
     *
     * @param owner who answers for it, where somebody is named
     * @param state what a VEX document calls it: {@code not_affected}, {@code false_positive}, {@code resolved}, {@code resolved_with_pedigree}
     */
    public record Suppressed(
            String by,
            @Nullable Integer line,
            @Nullable String reason,
            @Nullable String until,
            @Nullable String owner,
            @Nullable String state) {

        public Suppressed(String by, @Nullable Integer line, @Nullable String reason, @Nullable String until) {
            this(by, line, reason, until, null, null);
        }
    }

    /** The same, covered by something. */
    public Finding suppressed(Suppressed by) {
        return new Finding(
                kind,
                rule,
                severity,
                severitySource,
                score,
                vector,
                path,
                line,
                message,
                component,
                aliases,
                cwes,
                links,
                fixedIn,
                kev,
                confidence,
                fingerprint,
                by);
    }

    /** The same at another place. */
    public Finding at(String place) {
        return at(place, line);
    }

    /** The same at another place, and in another line of it. */
    public Finding at(String place, int number) {
        return new Finding(
                kind,
                rule,
                severity,
                severitySource,
                score,
                vector,
                place,
                number,
                message,
                component,
                aliases,
                cwes,
                links,
                fixedIn,
                kev,
                confidence,
                fingerprint,
                suppressed);
    }
}
