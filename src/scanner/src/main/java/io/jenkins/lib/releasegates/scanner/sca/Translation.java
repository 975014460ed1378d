package io.jenkins.lib.releasegates.scanner.sca;

import io.jenkins.lib.releasegates.scanner.database.KnownExploited;
import io.jenkins.lib.releasegates.scanner.result.Component;
import io.jenkins.lib.releasegates.scanner.result.Confidence;
import io.jenkins.lib.releasegates.scanner.result.Finding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.owasp.dependencycheck.dependency.Dependency;
import org.owasp.dependencycheck.dependency.Vulnerability;
import org.owasp.dependencycheck.dependency.VulnerableSoftware;
import org.owasp.dependencycheck.dependency.naming.CpeIdentifier;
import org.owasp.dependencycheck.dependency.naming.Identifier;
import org.owasp.dependencycheck.dependency.naming.PurlIdentifier;

/** Dependency-Check's words in those of a result. */
final class Translation {

    private static final int MAX_MESSAGE = 2_000;
    private static final int MAX_LINKS = 20;
    private static final String NVD = "https://nvd.nist.gov/vuln/detail/";

    private final KnownExploited exploited;

    Translation(KnownExploited exploited) {
        this.exploited = exploited;
    }

    /** Empty for a file that only described something else. */
    static Optional<Component> component(Dependency dependency, Places.Place place) {
        String purl = purl(dependency);
        if (purl == null
                && dependency.getName() == null
                && !FileTypes.isArchive(place.file().path())) {
            return Optional.empty();
        }
        return Optional.of(new Component(
                place.path(),
                purl,
                name(dependency),
                dependency.getVersion(),
                dependency.isVirtual() ? null : dependency.getSha256sum(),
                dependency.isVirtual() ? null : dependency.getSha1sum(),
                dependency.getLicense() == null
                        ? List.of()
                        : List.of(dependency.getLicense().strip().replaceAll("\\s+", " "))));
    }

    /** A vulnerability of what lies at this path. */
    Finding finding(
            Dependency dependency, Vulnerability vulnerability, String path, Finding.@Nullable Suppressed suppressed) {
        Score score = Score.of(vulnerability);
        return new Finding(
                "vulnerability",
                vulnerability.getName(),
                score.severity(),
                score.source(),
                score.number(),
                score.vector(),
                path,
                0,
                cut(vulnerability.getDescription()),
                new Finding.Affected(
                        purl(dependency),
                        name(dependency),
                        dependency.getVersion(),
                        dependency.isVirtual() ? null : dependency.getSha256sum()),
                List.of(),
                vulnerability.getCwes().getEntries().stream().sorted().toList(),
                links(vulnerability),
                fixedIn(vulnerability),
                exploited.of(vulnerability.getName()).orElse(null),
                confidence(dependency, vulnerability),
                null,
                suppressed);
    }

    private static String name(Dependency dependency) {
        return dependency.getName() == null ? dependency.getFileName() : dependency.getName();
    }

    /** The one that says most: with a version, then the longest, then the first by its letters. */
    private static @Nullable String purl(Dependency dependency) {
        return dependency.getSoftwareIdentifiers().stream()
                .filter(PurlIdentifier.class::isInstance)
                .map(Identifier::getValue)
                .max(Comparator.<String, Boolean>comparing(purl -> purl.contains("@"))
                        .thenComparing(String::length)
                        .thenComparing(Comparator.reverseOrder()))
                .orElse(null);
    }

    private static String cut(@Nullable String description) {
        String text = description == null ? "" : description.strip();
        return text.length() > MAX_MESSAGE ? text.substring(0, MAX_MESSAGE) + "…" : text;
    }

    private static List<String> links(Vulnerability vulnerability) {
        List<String> links = new ArrayList<>();
        if (vulnerability.getName().startsWith("CVE-")) {
            links.add(NVD + vulnerability.getName());
        }
        vulnerability.getReferences().stream()
                .map(reference -> reference.getUrl())
                .filter(url -> url != null && (url.startsWith("https://") || url.startsWith("http://")))
                .sorted()
                .distinct()
                .limit(MAX_LINKS)
                .forEach(links::add);
        return links;
    }

    /** Where the range ends that the version was found in. A range that includes its end tells no version in which it is mended. */
    private static List<String> fixedIn(Vulnerability vulnerability) {
        TreeSet<String> versions = new TreeSet<>();
        VulnerableSoftware matched = vulnerability.getMatchedVulnerableSoftware();
        if (matched != null && matched.getVersionEndExcluding() != null) {
            versions.add(matched.getVersionEndExcluding());
        }
        return List.copyOf(versions);
    }

    /** That of the identifier by which it was found; of several the surest. */
    private static Confidence confidence(Dependency dependency, Vulnerability vulnerability) {
        VulnerableSoftware matched = vulnerability.getMatchedVulnerableSoftware();
        return Stream.concat(
                        dependency.getVulnerableSoftwareIdentifiers().stream(),
                        dependency.getSuppressedIdentifiers().stream())
                .filter(CpeIdentifier.class::isInstance)
                .map(CpeIdentifier.class::cast)
                .filter(identifier -> matched == null
                        || identifier.getCpe().getVendor().equals(matched.getVendor())
                                && identifier.getCpe().getProduct().equals(matched.getProduct()))
                .map(identifier -> identifier.getConfidence())
                .filter(confidence -> confidence != null)
                .map(confidence -> Confidence.valueOf(confidence.name()))
                .min(Comparator.naturalOrder())
                .orElse(Confidence.LOW);
    }
}
