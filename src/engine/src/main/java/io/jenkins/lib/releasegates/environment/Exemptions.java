package io.jenkins.lib.releasegates.environment;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.releasegates.digest.CanonicalJson;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.evidence.Artifact;
import io.jenkins.lib.releasegates.evidence.Evidence;
import io.jenkins.lib.releasegates.gate.GateResult;
import io.jenkins.lib.releasegates.gate.Grounds;
import io.jenkins.lib.releasegates.gate.Verdict;
import io.jenkins.lib.releasegates.health.HealthDemand;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Knows which exceptions people have granted. */
public interface Exemptions {

    /** No exceptions at all. */
    Exemptions NONE = new Exemptions() {
        @Override
        public Optional<Counting> waiver(
                String environment, List<Artifact> artifacts, String gate, Digest grounds, Instant at) {
            return Optional.empty();
        }

        @Override
        public Optional<Counting> brokenGlass(String environment, List<Artifact> artifacts, Instant at) {
            return Optional.empty();
        }
    };

    /**
     * An exception that counts.
     *
     * @param id of the entry that asked for it
     * @param build of which it was asked for
     * @param granted when
     * @param until it doesn't count from then on
     */
    record Counting(String id, String build, Instant granted, Instant until) {

        /** When it ends for an owner who lets it last so long at most. */
        Instant end(Duration longest) {
            Instant latest = granted.plus(longest);
            return latest.isBefore(until) ? latest : until;
        }
    }

    /**
     * The waiver that counts for exactly these files, that gate, and what it found.
     *
     * @param grounds {@linkplain #grounds what the gate found}
     * @throws IOException when that can't be told
     */
    Optional<Counting> waiver(String environment, List<Artifact> artifacts, String gate, Digest grounds, Instant at)
            throws IOException;

    /**
     * The broken glass that counts for exactly these files.
     *
     * @throws IOException when that can't be told
     */
    Optional<Counting> brokenGlass(String environment, List<Artifact> artifacts, Instant at) throws IOException;

    /** What a demand says that is about findings: how many there are isn't which ones. */
    Pattern ABOUT_FINDINGS =
            Pattern.compile("finding|vulnerabilit|secret|suppress|scan\\.|component|attestation|severity|kev");

    /**
     * Digest of what stands in the way: all that was demanded and not met, and what was observed instead, or why nothing was; where a demand is about
     * findings, of all findings of the run as well. A gate that finds something else isn't waived. Of a running service the numbers change from one look to the next, so there it is
     * what is demanded alone.
     */
    static Digest grounds(GateResult gate, Evidence evidence) {
        ArrayNode found = JsonNodeFactory.instance.arrayNode();
        for (Verdict criterion : gate.criteria()) {
            if (!criterion.kind().admits()) {
                Grounds grounds = criterion.grounds();
                ObjectNode unmet =
                        found.addObject().put("kind", criterion.kind().name()).put("required", grounds.required());
                if (HealthDemand.isOne(gate.gate())) {
                    continue;
                }
                unmet.put("observed", grounds.observed());
                if (grounds.observed().isEmpty()) {
                    unmet.put("why", grounds.why());
                }
                if (ABOUT_FINDINGS
                        .matcher(grounds.required().toLowerCase(Locale.ROOT))
                        .find()) {
                    unmet.put("findings", findings(evidence).toString());
                }
            }
        }
        return CanonicalJson.digest(found);
    }

    /** Over each finding's identity, kind, severity, and whether it is exploited, fixable and suppressed. */
    private static Digest findings(Evidence evidence) {
        StringBuilder lines = new StringBuilder();
        new TreeMap<>(evidence.identities())
                .forEach((identity, brief) -> lines.append(identity)
                        .append(' ')
                        .append(brief.kind())
                        .append(' ')
                        .append(brief.severity())
                        .append(brief.exploited() ? " exploited" : "")
                        .append(brief.fixable() ? " fixable" : "")
                        .append(brief.suppressed() ? " suppressed" : "")
                        .append('\n'));
        return Digest.of(lines.toString().getBytes(StandardCharsets.UTF_8));
    }
}
