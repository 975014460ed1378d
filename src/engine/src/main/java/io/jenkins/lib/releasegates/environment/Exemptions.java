package io.jenkins.lib.releasegates.environment;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.jenkins.lib.releasegates.digest.CanonicalJson;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.evidence.Artifact;
import io.jenkins.lib.releasegates.gate.GateResult;
import io.jenkins.lib.releasegates.gate.Verdict;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

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
     * @param until it doesn't count from then on
     */
    record Counting(String id, String build, Instant until) {}

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

    /** Digest of what stands in the way: all that was demanded and not met, and what was observed instead. A gate that finds something else isn't waived. */
    static Digest grounds(GateResult gate) {
        ArrayNode found = JsonNodeFactory.instance.arrayNode();
        for (Verdict criterion : gate.criteria()) {
            if (!criterion.kind().admits()) {
                found.addObject()
                        .put("kind", criterion.kind().name())
                        .put("required", criterion.grounds().required())
                        .put("observed", criterion.grounds().observed());
            }
        }
        return CanonicalJson.digest(found);
    }
}
