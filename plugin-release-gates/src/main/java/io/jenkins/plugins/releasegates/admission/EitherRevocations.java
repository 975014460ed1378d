package io.jenkins.plugins.releasegates.admission;

import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.statement.Revoked;
import io.jenkins.lib.releasegates.statement.admission.RevocationSource;
import io.jenkins.lib.releasegates.statement.admission.RevocationsUnavailableException;
import java.util.Optional;

/** Asks this controller's ledger about its own decisions, and the list that came along about others. */
final class EitherRevocations implements RevocationSource {

    private final Ledger ledger;
    private final RevocationSource own;
    private final RevocationSource listed;
    private String words = "";

    EitherRevocations(Ledger ledger, RevocationSource own, RevocationSource listed) {
        this.ledger = ledger;
        this.own = own;
        this.listed = listed;
    }

    @Override
    public Optional<Revoked> revoked(String log, String decision) throws RevocationsUnavailableException {
        try {
            RevocationSource asked = OwnStatements.isOwn(ledger, log) ? own : listed;
            words = asked.words();
            return asked.revoked(log, decision);
        } catch (LedgerException e) {
            throw new RevocationsUnavailableException(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public String words() {
        return words;
    }
}
