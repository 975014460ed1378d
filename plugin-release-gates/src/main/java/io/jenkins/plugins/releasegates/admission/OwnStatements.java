package io.jenkins.plugins.releasegates.admission;

import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.LedgerQuery;
import io.jenkins.lib.releasegates.audit.Statements;
import io.jenkins.lib.releasegates.audit.entry.Event;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.audit.note.LogKey;
import io.jenkins.lib.releasegates.evidence.Artifact;
import io.jenkins.lib.releasegates.statement.DecisionSummary;
import io.jenkins.lib.releasegates.statement.document.RefusedDocumentException;
import io.jenkins.lib.releasegates.statement.envelope.EnvelopeKey;
import io.jenkins.plugins.releasegates.ReleaseGatesHome;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** What the ledger of this controller states about its decisions. */
@Restricted(NoExternalUse.class)
public final class OwnStatements {

    /** Decisions about one file that are looked at, the newest ones. */
    private static final int DECISIONS = 20;

    private final Ledger ledger;

    /** Of this ledger. */
    public OwnStatements(Ledger ledger) {
        this.ledger = ledger;
    }

    /**
     * The statement of one decision, signed.
     *
     * @throws LedgerException when there is no such decision, when it is about no file, or was revoked
     */
    public byte[] of(TrailEntry decision) throws LedgerException {
        ReleaseGatesHome home = ReleaseGatesHome.get();
        String resource = home.address(
                        decision.subject().path("jobName").asText(),
                        decision.subject().path("number").asInt())
                .orElse("urn:release-gates:build:" + decision.build());
        return ledger.statements()
                .of(
                        decision.id(),
                        new DecisionSummary.Verifier(
                                home.address().orElse("urn:release-gates:log:" + decision.origin()),
                                Map.of("release-gates", home.version())),
                        resource)
                .json();
    }

    /**
     * The newest decisions about this file that can be stated, one per line; no bytes when there is none. Those that were revoked can't, nor those of
     * replayed or restarted builds.
     */
    byte[] about(Artifact artifact, Optional<String> job) throws LedgerException {
        LedgerQuery about = LedgerQuery.ALL.ofArtifact(artifact.digest()).ofKind(Event.DecisionMade.KIND);
        LedgerQuery query = job.map(about::ofJob).orElse(about);
        ByteArrayOutputStream statements = new ByteArrayOutputStream();
        for (TrailEntry entry : ledger.find(query, Long.MAX_VALUE, DECISIONS).entries()) {
            // A statement says nothing of what comes later; the check itself asks whether it was revoked.
            if (Statements.isOfItsPipeline(entry)
                    && ledger.revocations().of(entry.id()).isEmpty()) {
                statements.writeBytes(of(entry));
                statements.write('\n');
            }
        }
        return statements.toByteArray();
    }

    static boolean isOwn(Ledger ledger, String log) throws LedgerException {
        return ledger.key().map(LogKey::name).filter(log::equals).isPresent();
    }

    static List<EnvelopeKey> keys(Ledger ledger) throws LedgerException, RefusedDocumentException {
        Optional<LogKey> key = ledger.key();
        return key.isPresent() ? List.of(EnvelopeKey.parse(key.get().pem())) : List.of();
    }
}
