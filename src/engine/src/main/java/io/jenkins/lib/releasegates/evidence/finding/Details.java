package io.jenkins.lib.releasegates.evidence.finding;

import java.util.List;
import java.util.Optional;

/**
 * What is known of a finding beyond rule, place and message. All of it is optional, bounded and hostile text, to be escaped where it is shown.
 *
 * @param severitySource what the severity was taken from, in words: {@code CVSS 3.1: 9.8}, {@code SpotBugs rank 5}
 * @param component what a vulnerability is in
 * @param fixedIn versions in which it is mended, as far as the tool knows; none says nothing
 * @param exploited where the tool knows that it is exploited
 * @param cwes weaknesses by their names in CWE: {@code CWE-502}
 * @param aliases other names of the same vulnerability
 * @param links addresses that begin with {@code https://} or {@code http://}; nothing else is taken for one
 * @param confidence how sure the tool is, in its own word
 * @param suppressed why it isn't counted, where somebody decided so
 */
public record Details(
        String severitySource,
        Optional<Cvss> cvss,
        Optional<Component> component,
        List<String> fixedIn,
        Optional<Exploited> exploited,
        List<String> cwes,
        List<String> aliases,
        List<String> links,
        String confidence,
        Optional<Suppression> suppressed) {

    /** Nothing more is known. */
    public static final Details NONE = new DetailsBuilder().build();

    private static final int MAX_SOURCE = 100;
    private static final int MAX_WORD = 40;
    private static final int MAX_VERSIONS = 10;
    private static final int MAX_VERSION = 60;
    private static final int MAX_CWES = 20;
    private static final int MAX_CWE = 20;
    private static final int MAX_ALIASES = 10;
    private static final int MAX_ALIAS = 60;
    private static final int MAX_LINKS = 5;
    private static final int MAX_LINK = 300;

    public Details {
        severitySource = Bounds.text(severitySource, MAX_SOURCE);
        fixedIn = Bounds.texts(fixedIn, MAX_VERSIONS, MAX_VERSION);
        cwes = Bounds.texts(cwes, MAX_CWES, MAX_CWE);
        aliases = Bounds.texts(aliases, MAX_ALIASES, MAX_ALIAS);
        links = Bounds.texts(links.stream().filter(Details::isAddress).toList(), MAX_LINKS, MAX_LINK);
        confidence = Bounds.text(confidence, MAX_WORD);
    }

    /** The same, seen by another tool as well: what this one doesn't know is taken from the other one. */
    public Details or(Details other) {
        return new Details(
                severitySource.isEmpty() ? other.severitySource : severitySource,
                cvss.or(() -> other.cvss),
                component.or(() -> other.component),
                fixedIn.isEmpty() ? other.fixedIn : fixedIn,
                exploited.or(() -> other.exploited),
                cwes.isEmpty() ? other.cwes : cwes,
                aliases.isEmpty() ? other.aliases : aliases,
                links.isEmpty() ? other.links : links,
                confidence.isEmpty() ? other.confidence : confidence,
                other.suppressed.isEmpty() ? Optional.empty() : suppressed);
    }

    /** A cut address leads elsewhere, so that one too long is none. */
    private static boolean isAddress(String text) {
        return text.length() <= MAX_LINK && (text.startsWith("https://") || text.startsWith("http://"));
    }
}
