package io.jenkins.plugins.releasegates.admission;

import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.statement.Revoked;
import io.jenkins.lib.releasegates.statement.admission.RevocationSource;
import io.jenkins.lib.releasegates.statement.admission.RevocationsUnavailableException;
import java.util.Optional;

/** Asks the ledger of this controller; knows of no other. */
final class LedgerRevocations implements RevocationSource {

    private final Ledger ledger;

    LedgerRevocations(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public Optional<Revoked> revoked(String log, String decision) throws RevocationsUnavailableException {
        try {
            if (!OwnStatements.isOwn(ledger, log)) {
                throw new RevocationsUnavailableException("whether " + decision
                        + " was revoked is known to another ledger alone; its signed list has to come along");
            }
            return ledger.revocations().of(decision).map(entry -> new Revoked(decision, entry.at()));
        } catch (LedgerException e) {
            throw new RevocationsUnavailableException(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public String words() {
        return "The ledger of this controller says that it wasn't revoked until now.";
    }
}
