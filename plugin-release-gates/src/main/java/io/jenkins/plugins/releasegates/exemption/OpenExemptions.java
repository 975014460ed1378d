package io.jenkins.plugins.releasegates.exemption;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.Job;
import hudson.model.Run;
import io.jenkins.lib.releasegates.approval.Person;
import io.jenkins.lib.releasegates.approval.PersonAliases;
import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.StandingExemption;
import io.jenkins.lib.releasegates.audit.StandingExemption.State;
import io.jenkins.lib.releasegates.audit.entry.BreakGlassAsked;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.entry.WaiverAsked;
import io.jenkins.plugins.releasegates.ReleaseGates;
import io.jenkins.plugins.releasegates.ReleaseGatesHome;
import io.jenkins.plugins.releasegates.approval.ApprovalDesk;
import io.jenkins.plugins.releasegates.audit.ReleaseAuditAction;
import io.jenkins.plugins.releasegates.build.JobChanges;
import io.jenkins.plugins.releasegates.environment.EnvironmentConfiguration;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Exceptions that wait for an answer, and broken glass that waits for its review; read from the record once, and kept up by whoever changes it. */
@Extension
public final class OpenExemptions {

    private static final Logger LOGGER = Logger.getLogger(OpenExemptions.class.getName());

    /** Of each kind, the newest ones are looked at. */
    private static final int LOOKED_AT = 500;

    /** How long it is remembered who had a part in one, since a badge asks on every page; not for ever, since names can be erased. */
    private static final Duration REMEMBERED = Duration.ofMinutes(1);

    private final Map<String, StandingExemption> open = new ConcurrentHashMap<>();
    private final Map<String, Remembered> involved = new ConcurrentHashMap<>();
    private @Nullable Ledger readFrom;

    static OpenExemptions get() {
        return ExtensionList.lookupSingleton(OpenExemptions.class);
    }

    /**
     * Who had a part in one, and what its job was called, as of a moment.
     */
    private record Remembered(List<String> accounts, String job, Instant at) {}

    synchronized void changed(StandingExemption standing) {
        involved.remove(standing.id());
        if (standing.state() == State.ASKED || standing.lacksReview()) {
            open.put(standing.id(), standing);
        } else {
            open.remove(standing.id());
        }
    }

    private synchronized void read() {
        try {
            Ledger ledger = ReleaseGatesHome.get().existingLedger().orElse(null);
            if (ledger == null || ledger == readFrom) {
                return;
            }
            open.clear();
            for (String kind : List.of(WaiverAsked.KIND, BreakGlassAsked.KIND)) {
                ledger.exemptions()
                        .newest(kind, Optional.empty(), LOOKED_AT, ApprovalDesk.now())
                        .forEach(this::changed);
            }
            readFrom = ledger;
        } catch (LedgerException e) {
            LOGGER.log(Level.WARNING, e, () -> "What waits for an answer can't be read");
        }
    }

    private Remembered known(StandingExemption standing) throws LedgerException {
        Instant now = ApprovalDesk.now();
        Remembered known = involved.get(standing.id());
        if (known == null || known.at().plus(REMEMBERED).isBefore(now)) {
            Ledger ledger = ReleaseGatesHome.get().ledger();
            known = new Remembered(
                    ledger.exemptions().involved(standing), JobChanges.nameNow(ledger, standing.asked()), now);
            involved.put(standing.id(), known);
        }
        return known;
    }

    /** All of them in builds that the one who asks may see, the oldest first. */
    public List<Open> visible() {
        read();
        open.values()
                .removeIf(standing -> !standing.lacksReview()
                        && !ApprovalDesk.now().isBefore(standing.event().open()));
        involved.keySet().retainAll(open.keySet());
        return open.values().stream()
                .sorted(Comparator.comparing(standing -> standing.asked().seq()))
                .flatMap(standing -> Open.of(standing).stream())
                .toList();
    }

    /** One that is open, with its build. */
    public static final class Open {

        private final StandingExemption standing;
        private final Run<?, ?> run;

        private Open(StandingExemption standing, Run<?, ?> run) {
            this.standing = standing;
            this.run = run;
        }

        private static Optional<Open> of(StandingExemption standing) {
            try {
                Optional<Job<?, ?>> job =
                        ReleaseGatesHome.get().job(get().known(standing).job());
                int number = standing.asked().subject().path("number").asInt();
                Run<?, ?> run = job.isPresent() ? job.get().getBuildByNumber(number) : null;
                ReleaseAuditAction audit = run == null ? null : run.getAction(ReleaseAuditAction.class);
                // Another job may be called so by now.
                return run != null
                                && audit != null
                                && audit.getBuildId().equals(standing.asked().build())
                        ? Optional.of(new Open(standing, run))
                        : Optional.empty();
            } catch (LedgerException e) {
                LOGGER.log(Level.FINE, "What can't be read isn't shown", e);
                return Optional.empty();
            }
        }

        /** Whether the one who asks could answer or review it. */
        public boolean isMine() {
            String account = ReleaseGates.actor().id();
            try {
                return !account.isEmpty() && may() && canAnswer(account);
            } catch (LedgerException e) {
                return false;
            }
        }

        private boolean may() {
            if (standing.lacksReview()) {
                return ReleaseGates.may(ReleaseGates.CONFIGURE_ENVIRONMENT);
            }
            return ReleaseGates.may(
                    run, standing.event() instanceof WaiverAsked ? ReleaseGates.WAIVE : ReleaseGates.BREAK_GLASS);
        }

        /** Whoever has no part in it so far; whether they really can is looked at when they do. */
        private boolean canAnswer(String account) throws LedgerException {
            PersonAliases aliases = EnvironmentConfiguration.get().knownPeople().aliases();
            Person person = aliases.ofAccount(account);
            return get().known(standing).accounts().stream()
                    .noneMatch(
                            other -> other.isBlank() || aliases.ofAccount(other).equals(person));
        }

        Run<?, ?> run() {
            return run;
        }

        StandingExemption standing() {
            return standing;
        }
    }
}
