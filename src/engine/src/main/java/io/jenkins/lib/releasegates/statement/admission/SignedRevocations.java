package io.jenkins.lib.releasegates.statement.admission;

import io.jenkins.lib.releasegates.statement.RevocationList;
import io.jenkins.lib.releasegates.statement.Revoked;
import io.jenkins.lib.releasegates.statement.Statement;
import io.jenkins.lib.releasegates.statement.document.Quoted;
import io.jenkins.lib.releasegates.statement.document.RefusedDocumentException;
import io.jenkins.lib.releasegates.statement.envelope.Envelope;
import io.jenkins.lib.releasegates.statement.envelope.EnvelopeKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/** A revocation list in an envelope. It answers only when a trusted key has signed it, and it is young enough, and is of the decision's log. */
public final class SignedRevocations implements RevocationSource {

    private final Optional<RevocationList> list;
    private final String problem;

    private SignedRevocations(Optional<RevocationList> list, String problem) {
        this.list = list;
        this.problem = problem;
    }

    /**
     * Reads such a list; one that isn't worth anything is read as well, and then says so when it is asked.
     *
     * @param envelope its bytes
     * @param keys that may have signed it
     * @param maxAge how long ago it may have been issued
     * @throws RefusedDocumentException when the bytes aren't an envelope
     */
    public static SignedRevocations read(byte[] envelope, Collection<EnvelopeKey> keys, Instant now, Duration maxAge)
            throws RefusedDocumentException {
        Envelope read = Envelope.read(envelope);
        Optional<Envelope.Verified> signed = read.verified(keys);
        if (signed.isEmpty()) {
            return new SignedRevocations(
                    Optional.empty(),
                    "The revocation list isn't signed by any of the trusted keys; it has " + read.claims() + ".");
        }
        try {
            RevocationList list = RevocationList.read(Statement.of(signed.get()));
            return new SignedRevocations(
                    Optional.of(list), Ages.problem("The revocation list was issued", list.issuedAt(), now, maxAge));
        } catch (RefusedDocumentException e) {
            return new SignedRevocations(Optional.empty(), "The revocation list can't be used: " + e.reason() + ".");
        }
    }

    @Override
    public Optional<Revoked> revoked(String log, String decision) throws RevocationsUnavailableException {
        if (list.isPresent()) {
            Optional<Revoked> revoked =
                    list.get().log().equals(log) ? list.get().of(decision) : Optional.empty();
            if (revoked.isPresent()) {
                // However old the list is: nobody takes back a revocation.
                return revoked;
            }
        }
        if (list.isEmpty() || !problem.isEmpty()) {
            throw new RevocationsUnavailableException(problem);
        }
        if (!list.get().log().equals(log)) {
            throw new RevocationsUnavailableException("The revocation list is of the log "
                    + Quoted.of(list.get().log()) + ", the decision stands in the log " + Quoted.of(log) + ".");
        }
        return Optional.empty();
    }

    @Override
    public String words() {
        return list.map(known -> "Not among the " + known.revoked().size() + " decisions of the revocation list that "
                        + Quoted.of(known.log()) + " issued at " + known.issuedAt() + ".")
                .orElse(problem);
    }
}
