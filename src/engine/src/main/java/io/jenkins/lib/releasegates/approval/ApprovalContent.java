package io.jenkins.lib.releasegates.approval;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.releasegates.digest.CanonicalJson;
import io.jenkins.lib.releasegates.digest.Digest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What an approval is about; equal to what has the same {@link #digest}. Immutable.
 *
 * <p>Sampled numbers aren't in it: they are recorded, not bound.
 */
public final class ApprovalContent {

    /** Tells its digests from those of other documents. */
    private static final String TYPE = "release-gates/approval-content/v1";

    private final SortedMap<String, Digest> artifacts;
    private final Digest policy;
    private final Digest changes;
    private final SortedMap<String, Judged> gates;
    private final Digest digest;

    /**
     * Content of these parts.
     *
     * @param artifacts digest by name; at least one
     * @param policy digest of the policy that judges them
     * @param changes {@link #changesOf digest of the changes} since the last version that was promoted
     * @param gates by name, how each was judged
     */
    public ApprovalContent(Map<String, Digest> artifacts, Digest policy, Digest changes, Map<String, Judged> gates) {
        if (artifacts.isEmpty()) {
            throw new IllegalArgumentException("An approval is of at least one artifact, found none");
        }
        this.artifacts = new TreeMap<>(artifacts);
        this.policy = policy;
        this.changes = changes;
        this.gates = new TreeMap<>(gates);
        this.digest = CanonicalJson.digest(toJson().put("type", TYPE));
    }

    /**
     * How one gate was judged.
     *
     * @param waiver its id, where one was granted
     * @param evidence digest of the evidence that doesn't change from one look to the next; empty where there is none, as for sampled metrics
     */
    public record Judged(VerdictKind verdict, Optional<String> waiver, Optional<Digest> evidence) {

        /** Whether who agreed to the earlier judgement has agreed to this one: the same, or better on the same grounds. */
        boolean isNoWorseThan(Judged earlier) {
            return waiver.equals(earlier.waiver)
                    && evidence.equals(earlier.evidence)
                    && verdict.isNoWorseThan(earlier.verdict);
        }
    }

    /** The verdicts of gates by their names in the record. */
    public enum VerdictKind {
        FAILED,
        ERROR,
        INCONCLUSIVE,
        WARNING,
        PASSED,
        WAIVED,
        NOT_APPLICABLE;

        /** {@link #WAIVED} and {@link #NOT_APPLICABLE} are somebody's decision, so neither they nor the way back are better than anything. */
        boolean isNoWorseThan(VerdictKind earlier) {
            boolean judged = compareTo(PASSED) <= 0 && earlier.compareTo(PASSED) <= 0;
            return this == earlier || judged && compareTo(earlier) > 0;
        }
    }

    /** The digest of a list of changes, however it is ordered; of no change, too. */
    public static Digest changesOf(Collection<String> revisions) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        new TreeSet<>(revisions).forEach(json.putArray("changes")::add);
        return CanonicalJson.digest(json);
    }

    /** The digest that an approval names: RFC 8785 bytes of the JSON in docs/formats/approval.md, hashed. */
    public Digest digest() {
        return digest;
    }

    /** {@link #changesOf The digest of the changes}. */
    public Digest changes() {
        return changes;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ApprovalContent content && content.digest.equals(digest);
    }

    @Override
    public int hashCode() {
        return digest.hashCode();
    }

    @Override
    public String toString() {
        return digest.toString();
    }

    ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ObjectNode files = json.putObject("artifacts");
        artifacts.forEach((name, digest) -> files.put(name, digest.toString()));
        json.put("policy", policy.toString());
        json.put("changes", changes.toString());
        ObjectNode judgements = json.putObject("gates");
        gates.forEach((name, judged) -> {
            ObjectNode gate = judgements.putObject(name);
            gate.put("verdict", judged.verdict().name());
            judged.waiver().ifPresent(waiver -> gate.put("waiver", waiver));
            judged.evidence().ifPresent(evidence -> gate.put("evidence", evidence.toString()));
        });
        return json;
    }

    /**
     * What of this content an approval of the earlier one doesn't cover, in words; empty when it covers it.
     *
     * <p>It covers equal content, and content in which nothing but verdicts differs, each of them better on the same evidence.
     */
    public List<String> changesSince(ApprovalContent earlier) {
        List<String> changed = new ArrayList<>();
        if (!artifacts.equals(earlier.artifacts)) {
            changed.add("the artifacts");
        }
        if (!policy.equals(earlier.policy)) {
            changed.add("the policy");
        }
        if (!changes.equals(earlier.changes)) {
            changed.add("the list of changes");
        }
        if (!gates.keySet().equals(earlier.gates.keySet())) {
            changed.add("the list of gates");
        }
        for (Map.Entry<String, Judged> gate : gates.entrySet()) {
            Judged before = earlier.gates.get(gate.getKey());
            if (before != null && !gate.getValue().isNoWorseThan(before)) {
                changed.add("gate " + ApprovalRule.written(gate.getKey()) + ": " + words(before, gate.getValue()));
            }
        }
        return changed;
    }

    private static String words(Judged before, Judged now) {
        String grounds = !now.waiver().equals(before.waiver())
                ? "another waiver"
                : now.evidence().equals(before.evidence()) ? "" : "other evidence";
        if (now.verdict() == before.verdict()) {
            return grounds;
        }
        return before.verdict() + " became " + now.verdict() + (grounds.isEmpty() ? "" : " on " + grounds);
    }
}
