package io.jenkins.lib.releasegates.verify;

import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.verify.log.LogSummary;
import java.util.List;

/**
 * What a verification found.
 *
 * @param entries lines that were read as entries
 * @param head hash of the last of them; 64 zeros for none
 * @param evidence how the blobs fared that entries name
 * @param people how the clear values of persons fared
 * @param log what surrounds the entries, and up to where it is right
 * @param findings what is wrong, at most {@value #MAX_FINDINGS}, in the order of the trail; empty when nothing is
 * @param findingsLeftOut how many more there were
 * @param notes what is worth knowing and not wrong
 * @param strength what the record can promise
 * @param required the strength that was demanded
 * @param words the same in sentences, for people
 */
public record VerificationReport(
        long entries,
        Digest head,
        EvidenceCount evidence,
        PeopleCount people,
        LogSummary log,
        List<Problem> findings,
        long findingsLeftOut,
        List<String> notes,
        Strength strength,
        Strength required,
        List<String> words) {

    /** Findings that are kept. */
    public static final int MAX_FINDINGS = 1_000;

    public VerificationReport {
        findings = List.copyOf(findings);
        notes = List.copyOf(notes);
        words = List.copyOf(words);
    }

    /** Whether nothing is wrong. */
    public boolean intact() {
        return findings.isEmpty();
    }

    /** Whether nothing is wrong and the record promises as much as was demanded. */
    public boolean satisfied() {
        return intact() && strength.compareTo(required) >= 0;
    }

    /**
     * Something that is wrong.
     *
     * @param place the file below the ledger and, for lines, the number from 1: {@code trail/000000000000.jsonl:12}
     * @param message one sentence with what was found and what was expected
     */
    public record Problem(String place, String message) {

        @Override
        public String toString() {
            return place + ": " + message;
        }
    }

    /**
     * Blobs that entries name.
     *
     * @param verified there, and what their name says
     * @param erased not there any more, and a later entry says that it was erased
     * @param notKept not there, and no entry says why
     * @param damaged there, and something else
     */
    public record EvidenceCount(long verified, long erased, long notKept, long damaged) {}

    /**
     * Clear values that entries commit to.
     *
     * @param verified kept, and what the entry commits to
     * @param erased not kept any more
     * @param mismatched kept, and something else
     */
    public record PeopleCount(long verified, long erased, long mismatched) {}

    /** What a record can promise, from the weakest. */
    public enum Strength {
        /** Something is wrong: nothing is promised. */
        BROKEN,
        /** Every line follows from the one before: protects against accidents alone. */
        CHAIN,
        /** Besides, a key that was given, or one that it endorses, has signed: protects against whoever hasn't the key. */
        SIGNED,
        /** Besides, a witness that was given has what was signed: protects against whoever can't change the witness. */
        WITNESSED
    }
}
