package io.jenkins.lib.releasegates.readiness;

import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.evidence.Provenance;
import io.jenkins.lib.releasegates.gate.Verdict;
import io.jenkins.lib.releasegates.readiness.checklist.ItemSeverity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How one item was judged. Holds no name and nothing that people typed.
 *
 * @param digest of the item as it is now
 * @param attested whether people answer it
 * @param counts what it brings into the verdict of the checklist
 * @param words what was seen or said, what was demanded, and why it stands so
 */
public record ItemResult(
        String id,
        String section,
        String question,
        ItemSeverity severity,
        String role,
        Digest digest,
        boolean attested,
        ItemStatus status,
        Verdict.Kind counts,
        Words words,
        Source source) {

    /**
     * In words.
     *
     * @param observed may be empty
     */
    public record Words(String observed, String required, String why) {}

    /**
     * Where it comes from.
     *
     * @param provenance of what a check saw; empty for what people say
     * @param evidence digests
     * @param by what the record calls those who said it by, each in its own entry
     * @param at when it was said or seen
     * @param until when it ends, or is due
     */
    public record Source(
            Optional<Provenance> provenance,
            List<Digest> evidence,
            List<Digest> by,
            Optional<Instant> at,
            Optional<Instant> until) {

        /** Nothing was said or seen. */
        public static final Source NONE =
                new Source(Optional.empty(), List.of(), List.of(), Optional.empty(), Optional.empty());

        public Source {
            evidence = List.copyOf(evidence);
            by = List.copyOf(by);
        }
    }
}
