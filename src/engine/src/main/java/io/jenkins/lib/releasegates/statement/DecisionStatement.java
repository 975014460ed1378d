package io.jenkins.lib.releasegates.statement;

import io.jenkins.lib.releasegates.gate.Purpose;
import io.jenkins.lib.releasegates.statement.document.Quoted;
import io.jenkins.lib.releasegates.statement.document.RefusedDocumentException;
import io.jenkins.lib.releasegates.statement.envelope.Envelope;
import io.jenkins.lib.releasegates.statement.envelope.EnvelopeSigner;
import java.util.List;

/**
 * A decision as a signed statement: SLSA's <a href="https://slsa.dev/spec/v1.2/verification_summary">verification summary</a>, with what only we
 * know in one member of our own.
 */
public final class DecisionStatement {

    /** Type of the predicate. */
    public static final String PREDICATE_TYPE = "https://slsa.dev/verification_summary/v1";

    /** Name of our own member of the predicate, a URI as SLSA wants it. */
    public static final String EXTENSION = "https://jenkins.io/release-gates/decision/v1";

    static final String SLSA_VERSION = "1.2";

    /** What SLSA wants as level where the result is FAILED. */
    static final String LEVEL_FAILED = "FAILED";

    private DecisionStatement() {}

    /** What the predicate says of the whole. */
    public enum Result {
        PASSED,
        FAILED;

        static Result of(boolean admits) {
            return admits ? PASSED : FAILED;
        }
    }

    /** What a passed decision of this purpose is called among SLSA's levels; whoever asks for one isn't served with the other. */
    public static String level(Purpose purpose) {
        return switch (purpose) {
            case JUDGEMENT -> "RELEASE_GATES_QUALITY_GATE_PASSED";
            case ADMISSION -> "RELEASE_GATES_ENVIRONMENT_ADMITTED";
            case REHEARSAL -> "RELEASE_GATES_REHEARSAL_PASSED";
        };
    }

    static List<String> levels(DecisionSummary summary) {
        return List.of(summary.admits() ? level(summary.purpose()) : LEVEL_FAILED);
    }

    /**
     * Writes and signs it.
     *
     * @throws RefusedDocumentException when there is nothing that it could be about, or a fact isn't what it has to be; names all that is wrong
     */
    public static Envelope sign(DecisionSummary summary, EnvelopeSigner... signers) throws RefusedDocumentException {
        refuse(SummaryRules.broken(summary));
        return SummaryWriter.write(summary).sign(signers);
    }

    /**
     * Reads it back.
     *
     * @throws RefusedDocumentException when it is a statement of another kind, or doesn't say what it has to, or contradicts itself
     */
    public static DecisionSummary read(Statement statement) throws RefusedDocumentException {
        if (!statement.predicateType().equals(PREDICATE_TYPE)) {
            throw new RefusedDocumentException("predicateType: found " + Quoted.of(statement.predicateType())
                    + ", which says nothing about a decision, allowed: " + PREDICATE_TYPE);
        }
        DecisionSummary summary = SummaryReader.read(statement);
        refuse(SummaryRules.broken(summary));
        return summary;
    }

    private static void refuse(List<String> broken) throws RefusedDocumentException {
        if (!broken.isEmpty()) {
            throw new RefusedDocumentException(String.join("; ", broken));
        }
    }
}
