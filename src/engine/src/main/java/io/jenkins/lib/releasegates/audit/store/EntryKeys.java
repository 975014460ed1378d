package io.jenkins.lib.releasegates.audit.store;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.lib.releasegates.audit.entry.DecisionRevoked;
import io.jenkins.lib.releasegates.audit.entry.EntryLine;
import io.jenkins.lib.releasegates.audit.entry.Event;
import io.jenkins.lib.releasegates.audit.entry.ReadinessRecorded;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.gate.Baseline;
import io.jenkins.lib.releasegates.gate.Purpose;
import io.jenkins.lib.releasegates.gate.Subject;
import io.jenkins.lib.releasegates.gate.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What an entry can be found by, told from the entry alone, so that an index can be made anew.
 *
 * <p>Here stands what may serve as a baseline. Never: evidence that nobody judged; a replayed or restarted build, whose pipeline isn't the one
 * that was committed; a rehearsal, but for other rehearsals; a run that was not admitted, or
 * only by an exception, or whose policy compares and that had nothing to be
 * compared with: the next run would find everything that stood in its way to be known already. The first one begins by bootstrap.
 */
public final class EntryKeys {

    /** Bytes of a key. */
    public static final int BYTES = 16;

    private static final String REHEARSED = "rehearsed";
    private static final String JUDGED = "judged";
    private static final String ADMITTED = "admitted ";

    /** A run that should have been compared, and couldn't be. */
    private static final Set<Baseline.Source> LACKED =
            EnumSet.of(Baseline.Source.NONE, Baseline.Source.TOO_OLD, Baseline.Source.LOST);

    private static final JsonPointer BASELINE_SOURCE = JsonPointer.compile("/baseline/source");
    private static final JsonPointer BASELINE_REFERENCE = JsonPointer.compile("/baseline/reference");
    private static final JsonPointer PURPOSE = JsonPointer.compile("/purpose");
    private static final JsonPointer ENVIRONMENT = JsonPointer.compile("/environment/name");
    private static final JsonPointer ADMITS = JsonPointer.compile("/effect/admits");

    private EntryKeys() {}

    /** Every entry about this build. */
    public static byte[] build(String build) {
        return key("build", build);
    }

    /** What happens to the ledger itself, and what takes decisions back, by its kind. */
    public static byte[] kind(String kind) {
        return key("kind", kind);
    }

    /** What has taken that decision back. */
    public static byte[] revocation(String decision) {
        return key("revocation", decision);
    }

    /** What was said and seen about the readiness of that service, by that checklist. */
    public static byte[] readiness(String service, String checklist) {
        return key("readiness", service, checklist);
    }

    /** Decisions whose evidence may be a baseline, by the job, the scope, the branch or other reference, and the title of the judgement. */
    public static byte[] baseline(String job, String scope, String branch, String title) {
        return key("baseline", job, scope, branch, title);
    }

    /** Decisions that have spent the bootstrap of that job and reference. */
    public static byte[] bootstrap(String job, String scope, String reference) {
        return key("bootstrap", job, scope, reference);
    }

    /** Keeps rehearsals and judgements apart. */
    public static String scope(Subject subject) {
        return subject.origin() == Subject.Origin.COMMAND ? REHEARSED : JUDGED;
    }

    /** Where admissions to that environment count. */
    public static String scope(String environment) {
        return ADMITTED + environment;
    }

    /** The keys of this entry besides its build. */
    public static List<byte[]> of(TrailEntry entry) {
        List<byte[]> keys = new ArrayList<>();
        boolean revokes = entry.kind().equals(DecisionRevoked.KIND);
        if (revokes) {
            keys.add(revocation(entry.body().path("decision").asText()));
        }
        if (revokes || entry.build().isEmpty()) {
            keys.add(kind(entry.kind()));
        }
        if (ReadinessRecorded.isKind(entry.kind())) {
            keys.add(readiness(
                    entry.body().path("service").asText(),
                    entry.body().path("checklist").asText()));
        }
        if (mayServe(entry)) {
            scope(entry).map(scope -> baseline(entry, scope)).ifPresent(keys::add);
        }
        bootstrapSpentBy(entry).ifPresent(keys::add);
        return keys;
    }

    /** The key of the bootstrap that this entry has spent; one that wasn't admitted is no baseline for others, and so spends nothing. */
    public static Optional<byte[]> bootstrapSpentBy(TrailEntry entry) {
        return isAdmitted(entry) && !isExceptional(entry) && is(entry, BASELINE_SOURCE, Baseline.Source.BOOTSTRAP)
                ? scope(entry)
                        .map(scope -> bootstrap(
                                entry.subject().path("job").asText(),
                                scope,
                                entry.body().at(BASELINE_REFERENCE).asText("")))
                : Optional.empty();
    }

    /** To an environment comes one after the other, whatever branch it is from and whatever the pipeline calls it. */
    private static byte[] baseline(TrailEntry entry, String scope) {
        boolean admission = is(entry, PURPOSE, Purpose.ADMISSION);
        return baseline(
                entry.subject().path("job").asText(),
                scope,
                admission ? "" : entry.subject().path("branch").asText(""),
                admission ? "" : entry.subject().path("title").asText(""));
    }

    /** Where a decision counts; empty for other entries, and for decisions that count nowhere. */
    private static Optional<String> scope(TrailEntry entry) {
        if (!entry.kind().equals(Event.DecisionMade.KIND)) {
            return Optional.empty();
        }
        String origin = entry.subject().path("origin").asText();
        if (origin.equals(Subject.Origin.ORDINARY.name()) && is(entry, PURPOSE, Purpose.JUDGEMENT)) {
            return Optional.of(JUDGED);
        }
        if (origin.equals(Subject.Origin.ORDINARY.name()) && is(entry, PURPOSE, Purpose.ADMISSION)) {
            return Optional.of(scope(entry.body().at(ENVIRONMENT).asText("")));
        }
        return origin.equals(Subject.Origin.COMMAND.name()) && is(entry, PURPOSE, Purpose.REHEARSAL)
                ? Optional.of(REHEARSED)
                : Optional.empty();
    }

    private static boolean mayServe(TrailEntry decision) {
        return isAdmitted(decision)
                && !isExceptional(decision)
                && LACKED.stream().noneMatch(source -> is(decision, BASELINE_SOURCE, source));
    }

    /** Let through against a gate, or so that it can't be told: an exception would never end if what it let in were known to the next run. */
    private static boolean isExceptional(TrailEntry decision) {
        for (JsonNode gate : decision.body().path("gates")) {
            if (gate.path("verdict").asText().equals(Verdict.Kind.WAIVED.name())) {
                return true;
            }
        }
        String outcome = decision.body().path("outcome").asText();
        return decision.body().has(EntryLine.CUT)
                && (outcome.equals(Verdict.Kind.WAIVED.name()) || outcome.equals(Verdict.Kind.WARNING.name()));
    }

    private static boolean isAdmitted(TrailEntry decision) {
        return decision.body().at(ADMITS).asBoolean(false);
    }

    private static boolean is(TrailEntry entry, JsonPointer pointer, Enum<?> value) {
        return entry.body().at(pointer).asText("").equals(value.name());
    }

    private static byte[] key(String... parts) {
        byte[] joined = String.join("\0", parts).getBytes(StandardCharsets.UTF_8);
        return Arrays.copyOf(Digest.of(joined).bytes(), BYTES);
    }
}
