package io.jenkins.lib.releasegates.report.compliance;

import io.jenkins.lib.releasegates.evidence.Artifact;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One promotion: files that went, or began to go, to the environment. Every text is hostile until it is escaped.
 *
 * @param entry id of the entry by which it began
 * @param seq its number
 * @param began when that was
 * @param beganBefore whether that was before the period, so that only its end lies in it
 * @param job id of the job that deployed
 * @param jobName its full name then
 * @param build id of the build that deployed
 * @param number of that build
 * @param branch as the multibranch project found it
 * @param revision as the build said
 * @param origin how the build came to be, as the entry says: {@code ORDINARY}, {@code REPLAY}, {@code RESTARTED_FROM_STAGE}
 * @param by who deployed
 * @param artifacts with the digests that were computed right before
 * @param end how it ended; empty where nothing says so
 * @param admittedBy id of the decision that the entry names
 * @param decision what that decision says; empty where it isn't there or can't be read
 * @param changes what went with it; empty where the record holds nothing of it
 * @param approvals requests for this decision, the first one first
 * @param inputs how plain {@code input} steps of its builds ended; none of them is an approval
 * @param revocation the entry that took the decision back
 * @param waivers ids of the entries that gates were waived by
 * @param evidence how the evidence of the decision fares now
 */
public record Promotion(
        String entry,
        long seq,
        Instant began,
        boolean beganBefore,
        String job,
        String jobName,
        String build,
        int number,
        Optional<String> branch,
        Optional<String> revision,
        String origin,
        Who by,
        List<Artifact> artifacts,
        Optional<End> end,
        String admittedBy,
        Optional<Decided> decision,
        Optional<Changes> changes,
        List<Approval> approvals,
        List<PlainInput> inputs,
        Optional<Revocation> revocation,
        List<String> waivers,
        Kept evidence) {

    public Promotion {
        artifacts = List.copyOf(artifacts);
        approvals = List.copyOf(approvals);
        inputs = List.copyOf(inputs);
        waivers = List.copyOf(waivers);
    }

    /** What it is called: the build, by the name that its job had. */
    public String about() {
        return number > 0 ? jobName + " #" + number : jobName;
    }

    /** How the evidence fares. */
    public enum Kept {
        KEPT("kept, and what the entry says"),
        GONE("not kept any more"),
        DAMAGED("damaged"),
        NOT_LOOKED_AT("not looked at for this report"),
        UNKNOWN("unknown");

        private final String words;

        Kept(String words) {
            this.words = words;
        }

        /** Completes "the evidence is ...". */
        public String words() {
            return words;
        }
    }

    /**
     * How it ended.
     *
     * @param outcome {@code SUCCEEDED}, {@code FAILED}, {@code ABORTED}, {@code LOST}, or a word of a later version
     */
    public record End(String entry, Instant at, String outcome) {}

    /**
     * The decision.
     *
     * @param by who acted; the one who started the build, mostly
     * @param rules digest of the owner's rules that it was made under
     * @param gates in the order of the record
     */
    public record Decided(
            String entry,
            Instant at,
            String jobName,
            String build,
            int number,
            String origin,
            Who by,
            String outcome,
            boolean admits,
            String explanation,
            Optional<Instant> validUntil,
            String policyName,
            String policyDigest,
            String rules,
            List<Gate> gates) {

        public Decided {
            gates = List.copyOf(gates);
        }
    }

    /**
     * How a gate was judged.
     *
     * @param provenance the weakest that anything it saw has, as the record writes it; empty where nobody vouches for anything
     * @param waiver id of the entry by which it is waived
     * @param why for people; empty where the entry can't be read
     * @param readable whether the entry with its grounds is there
     */
    public record Gate(
            String name,
            String verdict,
            boolean advisory,
            Optional<String> provenance,
            Optional<String> waiver,
            String why,
            boolean readable) {}

    /**
     * What went there with it, as the request for approval says.
     *
     * @param authors how many people are known to have had a part
     * @param verified of how many commits signatures showed author and committer; empty where nobody's counted
     */
    public record Changes(
            int commits,
            boolean complete,
            Optional<String> from,
            Optional<String> to,
            String digest,
            Optional<Integer> authors,
            Optional<Integer> verified) {}

    /**
     * A request for approval.
     *
     * @param rule as far as it is kept
     * @param enforced grounds on which somebody may not answer
     * @param doubts what wasn't known of that
     * @param answers in their order
     * @param status how it stands by its last entry
     */
    public record Approval(
            String entry,
            Instant at,
            Who by,
            Optional<String> rule,
            List<String> enforced,
            List<String> doubts,
            Optional<Instant> deadline,
            List<Answer> answers,
            String status) {

        public Approval {
            enforced = List.copyOf(enforced);
            doubts = List.copyOf(doubts);
            answers = List.copyOf(answers);
        }
    }

    /**
     * What somebody answered.
     *
     * @param reauthenticated whether the password was given with it
     */
    public record Answer(
            String entry,
            Instant at,
            String answer,
            Who by,
            Optional<String> reason,
            List<String> groups,
            boolean reauthenticated) {

        public Answer {
            groups = List.copyOf(groups);
        }
    }

    /**
     * A plain {@code input} step of the pipeline came to its end. It is no approval: the pipeline says what is asked, and who may answer.
     *
     * @param jobName full name that the job of its build had
     * @param number of that build
     * @param input id of the step
     * @param answer {@code PROCEEDED}, {@code ABORTED}, {@code UNANSWERED}, or a word of a later version
     * @param message what the pipeline asked, as far as it is kept and may be shown
     */
    public record PlainInput(
            String entry,
            Instant at,
            String jobName,
            int number,
            String input,
            String answer,
            Who by,
            Optional<String> message) {}

    /** The decision was taken back. */
    public record Revocation(String entry, long seq, Instant at, Who by, Optional<String> reason) {}
}
