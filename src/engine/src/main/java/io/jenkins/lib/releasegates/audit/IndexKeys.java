package io.jenkins.lib.releasegates.audit;

import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.gate.Baseline;
import io.jenkins.lib.releasegates.gate.Purpose;
import io.jenkins.lib.releasegates.gate.Subject;
import io.jenkins.lib.releasegates.gate.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What an entry can be found by, told from the entry alone, so that an index can be made anew.
 *
 * <p>Here stands what may serve as a baseline. Never: a rehearsal; a replayed or restarted build, whose pipeline isn't the one that was
 * committed; a run that failed its gates, since the next run would then find everything that failed it to be known already.
 */
final class IndexKeys {

    private IndexKeys() {}

    /** Every entry about this build. */
    static byte[] build(String build) {
        return key("build", build);
    }

    /** Entries whose evidence may be a baseline, by the job, the branch or other reference, and the title of the judgement. */
    static byte[] baseline(String job, String branch, String title) {
        return key("baseline", job, branch, title);
    }

    /** Decisions that have spent the bootstrap of that job and reference. */
    static byte[] bootstrap(String job, String reference) {
        return key("bootstrap", job, reference);
    }

    /** The keys of this entry besides its build. */
    static List<byte[]> of(TrailEntry entry) {
        String kind = entry.kind();
        String job = entry.subject().path("job").asText();
        List<byte[]> keys = new ArrayList<>();
        boolean ordinary = entry.subject().path("origin").asText().equals(Subject.Origin.ORDINARY.name());
        if (kind.equals(Event.DecisionMade.KIND) && ordinary && counts(entry)) {
            keys.add(baseline(entry, job));
            if (entry.body().at("/baseline/source").asText().equals(Baseline.Source.BOOTSTRAP.name())) {
                keys.add(bootstrap(job, entry.body().at("/baseline/reference").asText("")));
            }
        }
        if (kind.equals(Event.EvidenceRecorded.KIND)
                && ordinary
                && !entry.body().path("judged").asBoolean(true)) {
            keys.add(baseline(entry, job));
        }
        return keys;
    }

    /** Whether this decision is a judgement that wasn't failed. */
    private static boolean counts(TrailEntry decision) {
        return decision.body().path("purpose").asText().equals(Purpose.JUDGEMENT.name()) && !failed(decision);
    }

    /** Whether this is a decision that the gates failed. */
    static boolean failed(TrailEntry entry) {
        return entry.kind().equals(Event.DecisionMade.KIND)
                && entry.body().path("outcome").asText().equals(Verdict.Kind.FAILED.name());
    }

    private static byte[] baseline(TrailEntry entry, String job) {
        return baseline(
                job,
                entry.subject().path("branch").asText(""),
                entry.subject().path("title").asText(""));
    }

    private static byte[] key(String... parts) {
        byte[] joined = String.join("\0", parts).getBytes(StandardCharsets.UTF_8);
        return Arrays.copyOf(Digest.of(joined).bytes(), LinkedRows.KEY_BYTES);
    }
}
