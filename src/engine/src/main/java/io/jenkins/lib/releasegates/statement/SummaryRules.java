package io.jenkins.lib.releasegates.statement;

import io.jenkins.lib.releasegates.gate.Purpose;
import io.jenkins.lib.releasegates.statement.document.Quoted;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What a summary has to be before it is written, and after it was read. */
final class SummaryRules {

    private static final Pattern DECISION = Pattern.compile("[0-9a-f]{16}/(0|[1-9]\\d{0,15})");

    private SummaryRules() {}

    /** A sentence for each rule that it breaks. */
    static List<String> broken(DecisionSummary summary) {
        List<String> broken = new ArrayList<>();
        uri("verifier.id", summary.verifier().id(), broken);
        uri("resourceUri", summary.resourceUri(), broken);
        uri("policy.uri", summary.policy().uri(), broken);
        if (summary.artifacts().isEmpty()) {
            broken.add(
                    "subject: found no artifact, expected at least one: a statement is about files that have a digest");
        }
        if (summary.artifacts().stream().anyMatch(artifact -> artifact.name().isBlank())) {
            broken.add("subject: found an artifact without a name, expected one");
        }
        if (!isDecision(summary.recorded().decision())) {
            broken.add("decision: found " + Quoted.of(summary.recorded().decision())
                    + ", expected the id of an entry: 16 hexadecimal digits, a slash and its number");
        }
        notBlank("log", summary.recorded().log(), broken);
        notBlank("build", summary.recorded().build(), broken);
        summary.environment().ifPresent(name -> notBlank("environment", name, broken));
        if (summary.purpose() == Purpose.ADMISSION && summary.environment().isEmpty()) {
            broken.add("environment: found nothing, expected the name of the one that this is an admission to");
        }
        if (summary.validUntil().isBefore(summary.at())) {
            broken.add("validUntil: found " + summary.validUntil() + ", which is before it was decided at "
                    + summary.at());
        }
        return broken;
    }

    static boolean isDecision(String id) {
        return DECISION.matcher(id).matches();
    }

    private static void notBlank(String field, String text, List<String> broken) {
        if (text.isBlank()) {
            broken.add(field + ": found a blank text, expected a name");
        }
    }

    private static void uri(String field, String text, List<String> broken) {
        try {
            String scheme = new URI(text).getScheme();
            if (scheme != null && scheme.chars().noneMatch(Character::isUpperCase)) {
                return;
            }
        } catch (URISyntaxException e) {
            broken.add(field + ": found " + Quoted.of(text) + ", expected a URI");
            return;
        }
        broken.add(field + ": found " + Quoted.of(text) + ", expected a URI with a scheme in lower case");
    }
}
