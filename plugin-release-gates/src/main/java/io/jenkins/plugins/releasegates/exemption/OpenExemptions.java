package io.jenkins.plugins.releasegates.exemption;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.Job;
import hudson.model.Run;
import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.StandingExemption;
import io.jenkins.lib.releasegates.audit.StandingExemption.State;
import io.jenkins.lib.releasegates.audit.entry.BreakGlassAsked;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.entry.WaiverAsked;
import io.jenkins.plugins.releasegates.ReleaseGates;
import io.jenkins.plugins.releasegates.ReleaseGatesHome;
import io.jenkins.plugins.releasegates.approval.ApprovalDesk;
import io.jenkins.plugins.releasegates.environment.EnvironmentConfiguration;
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

    private final Map<String, StandingExemption> open = new ConcurrentHashMap<>();
    private @Nullable Ledger readFrom;

    static OpenExemptions get() {
        return ExtensionList.lookupSingleton(OpenExemptions.class);
    }

    void changed(StandingExemption standing) {
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

    /** All of them in builds that the one who asks may see, the oldest first. */
    public List<Open> visible() {
        read();
        open.values()
                .removeIf(standing -> !standing.lacksReview()
                        && !ApprovalDesk.now().isBefore(standing.event().open()));
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
            String name = standing.asked().subject().path("jobName").asText();
            Optional<Job<?, ?>> job = ReleaseGatesHome.get().job(name);
            Run<?, ?> run = job.isPresent()
                    ? job.get()
                            .getBuildByNumber(
                                    standing.asked().subject().path("number").asInt())
                    : null;
            return Optional.ofNullable(run).map(found -> new Open(standing, found));
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

        private boolean canAnswer(String account) throws LedgerException {
            var aliases = EnvironmentConfiguration.get().knownPeople().aliases();
            var exemptions = ReleaseGatesHome.get().ledger().exemptions();
            return standing.lacksReview()
                    ? exemptions.objectionToReview(standing, account, aliases).isEmpty()
                    : !exemptions.isBy(standing.asked(), account, aliases);
        }

        Run<?, ?> run() {
            return run;
        }

        StandingExemption standing() {
            return standing;
        }
    }
}
