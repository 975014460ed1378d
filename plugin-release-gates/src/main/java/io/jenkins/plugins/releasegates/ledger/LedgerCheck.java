package io.jenkins.plugins.releasegates.ledger;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.AsyncPeriodicWork;
import hudson.model.TaskListener;
import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.note.LogKey;
import io.jenkins.lib.releasegates.verify.TrailVerifier;
import io.jenkins.lib.releasegates.verify.VerificationReport;
import io.jenkins.lib.releasegates.verify.VerifyOptions;
import io.jenkins.lib.releasegates.verify.note.RefusedNoteException;
import io.jenkins.lib.releasegates.verify.note.TrustedKey;
import io.jenkins.plugins.releasegates.Messages;
import io.jenkins.plugins.releasegates.ReleaseGatesHome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import jenkins.util.Timer;
import org.jspecify.annotations.Nullable;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Verifies the whole ledger once a day, as {@code release-gates verify} does: with code that shares nothing with what writes it. What it finds
 * the monitor tells until the next time.
 */
@Extension
@Restricted(NoExternalUse.class)
public final class LedgerCheck extends AsyncPeriodicWork {

    private static final int SHOWN = 5;

    private final AtomicBoolean running = new AtomicBoolean();
    private volatile @Nullable Result last;

    /** Makes the work known. */
    public LedgerCheck() {
        super("Release Gates: verify the ledger");
    }

    /** The only instance. */
    public static LedgerCheck get() {
        return ExtensionList.lookupSingleton(LedgerCheck.class);
    }

    @Override
    public long getRecurrencePeriod() {
        return Duration.ofDays(1).toMillis();
    }

    @Override
    protected Level getNormalLoggingLevel() {
        return Level.FINE;
    }

    @Override
    protected void execute(TaskListener listener) {
        verify();
    }

    /** Verifies in the background, unless that is under way. */
    public void begin() {
        Timer.get().execute(this::verify);
    }

    /** What was found the last time; empty when it wasn't verified since the start. */
    public Optional<Result> last() {
        return Optional.ofNullable(last);
    }

    /** What the monitor has to tell, a sentence each. */
    List<String> troubles() {
        Result found = last;
        return found == null ? List.of() : found.troubles();
    }

    private void verify() {
        if (!running.compareAndSet(false, true)) {
            return;
        }
        try {
            Optional<Ledger> ledger = ReleaseGatesHome.get().existingLedger();
            if (ledger.isPresent()) {
                List<TrustedKey> keys = new ArrayList<>();
                Optional<LogKey> key = ledger.get().key();
                if (key.isPresent()) {
                    keys.add(TrustedKey.parse(key.get().pem()));
                }
                VerifyOptions options =
                        new VerifyOptions(Optional.empty(), keys, List.of(), VerificationReport.Strength.CHAIN);
                Instant at = Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);
                last = new Result(
                        at, TrailVerifier.verify(ReleaseGatesHome.get().ledgerDirectory(), options));
            }
        } catch (LedgerException | RefusedNoteException e) {
            // The monitor tells why it is shut, as it does anyway.
            last = null;
        } finally {
            running.set(false);
        }
    }

    /**
     * What a verification found.
     *
     * @param at when it began
     */
    public record Result(Instant at, VerificationReport report) {

        /** In one sentence. */
        public String words() {
            long wrong = report.findings().size() + report.findingsLeftOut();
            return wrong == 0
                    ? Messages.LedgerCheck_Intact(at, report.entries())
                    : Messages.LedgerCheck_Broken(at, report.entries(), wrong);
        }

        List<String> troubles() {
            List<String> troubles = new ArrayList<>();
            if (!report.intact()) {
                troubles.add(words());
                report.findings().stream()
                        .limit(SHOWN)
                        .map(VerificationReport.Problem::toString)
                        .forEach(troubles::add);
            }
            return troubles;
        }
    }
}
