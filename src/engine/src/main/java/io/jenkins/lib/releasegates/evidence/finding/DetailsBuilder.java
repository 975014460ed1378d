package io.jenkins.lib.releasegates.evidence.finding;

import java.util.List;
import java.util.Optional;

/** Puts {@link Details} together, one by one. Not thread-safe. */
public final class DetailsBuilder {

    private String severitySource = "";
    private Optional<Cvss> cvss = Optional.empty();
    private Optional<Component> component = Optional.empty();
    private List<String> fixedIn = List.of();
    private Optional<Exploited> exploited = Optional.empty();
    private List<String> cwes = List.of();
    private List<String> aliases = List.of();
    private List<String> links = List.of();
    private String confidence = "";
    private Optional<Suppression> suppressed = Optional.empty();

    public DetailsBuilder severitySource(String words) {
        severitySource = words;
        return this;
    }

    public DetailsBuilder cvss(Optional<Cvss> score) {
        cvss = score;
        return this;
    }

    public DetailsBuilder component(Component packaged) {
        component = Optional.of(packaged);
        return this;
    }

    public DetailsBuilder fixedIn(List<String> versions) {
        fixedIn = versions;
        return this;
    }

    public DetailsBuilder exploited(Optional<Exploited> kev) {
        exploited = kev;
        return this;
    }

    public DetailsBuilder cwes(List<String> names) {
        cwes = names;
        return this;
    }

    public DetailsBuilder aliases(List<String> names) {
        aliases = names;
        return this;
    }

    public DetailsBuilder links(List<String> addresses) {
        links = addresses;
        return this;
    }

    public DetailsBuilder confidence(String word) {
        confidence = word;
        return this;
    }

    public DetailsBuilder suppressed(Optional<Suppression> suppression) {
        suppressed = suppression;
        return this;
    }

    public Details build() {
        return new Details(
                severitySource, cvss, component, fixedIn, exploited, cwes, aliases, links, confidence, suppressed);
    }
}
