package io.jenkins.plugins.releasegates.ledger;

import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.LedgerQuery;
import io.jenkins.lib.releasegates.audit.entry.Event;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.plugins.releasegates.Messages;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Tells of a key that came without the word of the one before: the former was lost, or somebody wants to be taken for its owner. */
@Restricted(NoExternalUse.class)
public final class KeyTrouble {

    private static final Duration TOLD = Duration.ofDays(30);

    private KeyTrouble() {}

    /** A sentence for thirty days after it happened; empty otherwise. */
    public static Optional<String> of(Ledger ledger, Instant now) throws LedgerException {
        LedgerQuery rotations = LedgerQuery.ALL.ofKind(Event.KeyRotated.KIND);
        for (TrailEntry entry : ledger.find(rotations, Long.MAX_VALUE, 1).entries()) {
            if (Event.of(entry).orElse(null) instanceof Event.KeyRotated rotated
                    && rotated.rotation().previous().isPresent()
                    && rotated.rotation().endorsement().isEmpty()
                    && entry.at().plus(TOLD).isAfter(now)) {
                return Optional.of(Messages.KeyTrouble_Unendorsed(
                        entry.at(), rotated.rotation().key().vkey()));
            }
        }
        return Optional.empty();
    }
}
