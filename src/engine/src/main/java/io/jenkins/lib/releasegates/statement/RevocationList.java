package io.jenkins.lib.releasegates.statement;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.statement.document.Quoted;
import io.jenkins.lib.releasegates.statement.document.RefusedDocumentException;
import io.jenkins.lib.releasegates.statement.document.StrictObject;
import io.jenkins.lib.releasegates.statement.envelope.Envelope;
import io.jenkins.lib.releasegates.statement.envelope.EnvelopeSigner;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All decisions of one log that were revoked and would otherwise still hold, as its owner says at one instant. Its subject is the log itself, at the
 * head that the list was made from.
 *
 * @param log name of the log
 * @param head hash of the log's newest entry when the list was made
 * @param issuedAt when that was, in milliseconds
 * @param revoked the decisions, in any order; mostly none
 */
public record RevocationList(String log, Digest head, Instant issuedAt, List<Revoked> revoked) {

    /** Type of the predicate. */
    public static final String PREDICATE_TYPE = "https://jenkins.io/release-gates/revocations/v1";

    public RevocationList {
        issuedAt = issuedAt.truncatedTo(ChronoUnit.MILLIS);
        revoked = List.copyOf(revoked);
    }

    /** What the list says about a decision. */
    public Optional<Revoked> of(String decision) {
        return revoked.stream().filter(one -> one.decision().equals(decision)).findFirst();
    }

    /**
     * Writes and signs it.
     *
     * @throws RefusedDocumentException when the log has no name, an id isn't that of a decision, or it became too long
     */
    public Envelope sign(EnvelopeSigner... signers) throws RefusedDocumentException {
        refuseWhatIsBroken();
        StatementJson statement = new StatementJson(PREDICATE_TYPE);
        statement.subject(log, head);
        statement.predicate().put("log", log).put("issuedAt", StatementJson.text(issuedAt));
        ArrayNode array = statement.predicate().putArray("revoked");
        for (Revoked one : revoked) {
            array.addObject().put("decision", one.decision()).put("revokedAt", StatementJson.text(one.at()));
        }
        return statement.sign(signers);
    }

    /**
     * Reads it back.
     *
     * @throws RefusedDocumentException when it is a statement of another kind, or doesn't say what it has to
     */
    public static RevocationList read(Statement statement) throws RefusedDocumentException {
        if (!statement.predicateType().equals(PREDICATE_TYPE)) {
            throw new RefusedDocumentException("predicateType: found " + Quoted.of(statement.predicateType())
                    + ", which is no revocation list, allowed: " + PREDICATE_TYPE);
        }
        StrictObject predicate = statement.predicate();
        String log = predicate.text("log");
        Statement.Subject subject = statement.subjects().get(0);
        if (statement.subjects().size() != 1
                || subject.sha256().isEmpty()
                || !log.equals(subject.name().orElse(""))) {
            throw new RefusedDocumentException(
                    "subject: found " + statement.subjects().size() + " subjects, the first named "
                            + Quoted.of(subject.name().orElse("")) + ", allowed: one, the log " + Quoted.of(log)
                            + " with the sha256 of its newest entry");
        }
        List<Revoked> revoked = new ArrayList<>();
        for (StrictObject one : predicate.objects("revoked")) {
            revoked.add(new Revoked(one.text("decision"), one.instant("revokedAt")));
        }
        RevocationList list = new RevocationList(log, subject.sha256().get(), predicate.instant("issuedAt"), revoked);
        list.refuseWhatIsBroken();
        return list;
    }

    private void refuseWhatIsBroken() throws RefusedDocumentException {
        if (log.isBlank()) {
            throw new RefusedDocumentException("log: found a blank text, expected the name of a log");
        }
        for (Revoked one : revoked) {
            if (!SummaryRules.isDecision(one.decision())) {
                throw new RefusedDocumentException("revoked: found " + Quoted.of(one.decision())
                        + ", expected the id of a decision: 16 hexadecimal digits, a slash and its number");
            }
        }
    }
}
