package io.jenkins.lib.releasegates.report;

import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.LedgerQuery;
import io.jenkins.lib.releasegates.audit.StandingExemption;
import io.jenkins.lib.releasegates.audit.StandingExemption.State;
import io.jenkins.lib.releasegates.audit.entry.BreakGlassAsked;
import io.jenkins.lib.releasegates.audit.entry.DeploymentEnded;
import io.jenkins.lib.releasegates.audit.entry.DeploymentStarted;
import io.jenkins.lib.releasegates.audit.entry.Event;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.audit.entry.WaiverAsked;
import io.jenkins.lib.releasegates.environment.Environment;
import io.jenkins.lib.releasegates.environment.Freeze;
import io.jenkins.lib.releasegates.evidence.Artifact;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * All environments of a host at one moment. Every text is hostile until it is escaped.
 *
 * @param at that moment
 * @param environments in the order of their owner
 */
public record EnvironmentsPage(Instant at, List<One> environments) {

    /** Events of one environment that are shown. */
    private static final int LATEST = 20;

    /** Exceptions of one kind and environment that are looked at. */
    private static final int EXEMPTIONS = 200;

    public EnvironmentsPage {
        environments = List.copyOf(environments);
    }

    /**
     * One environment.
     *
     * @param troubles why it admits nothing until it is mended, a sentence each
     * @param rules what it demands; empty where anything is wrong with it
     * @param current what was deployed there last, and ended well
     * @param exemptions waivers that count now, and broken glass that counts or waits for its review, the newest first
     * @param latest what happened there last, the newest first; only what the reader may see
     */
    public record One(
            String name,
            List<String> troubles,
            Optional<Rules> rules,
            Optional<Deployed> current,
            List<StandingExemption> exemptions,
            List<EventRow> latest) {

        public One {
            troubles = List.copyOf(troubles);
            exemptions = List.copyOf(exemptions);
            latest = List.copyOf(latest);
        }

        /** The address of the page about its health, relative to this one. */
        public String healthHref() {
            return "health/?environment=" + URLEncoder.encode(name, StandardCharsets.UTF_8);
        }
    }

    /**
     * What an environment demands.
     *
     * @param after the environment that comes before
     * @param gates names of the gates of its policy
     * @param open whether it takes artifacts now
     * @param opens when it does again; empty when that is not within a year
     * @param hours when it is open
     * @param freezes that hold or are to come
     * @param zone that its times are meant in
     * @param asksHealth whether its owner asks how the running service is
     */
    public record Rules(
            Optional<String> after,
            List<String> jobs,
            List<String> branches,
            List<String> gates,
            boolean open,
            Optional<Instant> opens,
            String hours,
            List<Freeze> freezes,
            ZoneId zone,
            boolean asksHealth) {

        public Rules {
            jobs = List.copyOf(jobs);
            branches = List.copyOf(branches);
            gates = List.copyOf(gates);
            freezes = List.copyOf(freezes);
        }

        static Rules of(Environment environment, Instant at) {
            return new Rules(
                    environment.after(),
                    environment.entrance().jobs().stream().map(Object::toString).toList(),
                    environment.entrance().branches().stream()
                            .map(Object::toString)
                            .toList(),
                    Stream.concat(
                                    environment.policy().gates().stream().map(gate -> gate.name()),
                                    environment.health().names().stream())
                            .toList(),
                    environment.times().isOpen(at),
                    environment.times().opens(at),
                    environment.times().words(),
                    environment.times().ahead(at),
                    environment.times().zone(),
                    !environment.health().isNone());
        }
    }

    /**
     * What is in an environment.
     *
     * @param decision id of the decision that admitted it
     * @param row the end of its deployment; empty where the reader may not see the job
     */
    public record Deployed(Instant since, List<Artifact> artifacts, String decision, Optional<EventRow> row) {

        public Deployed {
            artifacts = List.copyOf(artifacts);
        }
    }

    /**
     * What is known of an environment.
     *
     * @param environment with its rules, as long as nothing is wrong with it
     * @param visible which events the reader may see
     */
    public static One one(
            Optional<Ledger> ledger,
            String name,
            Optional<Environment> environment,
            List<String> troubles,
            Predicate<EventRow> visible,
            Instant at)
            throws LedgerException {
        Optional<Rules> rules = environment.map(found -> Rules.of(found, at));
        if (ledger.isEmpty()) {
            return new One(name, troubles, rules, Optional.empty(), List.of(), List.of());
        }
        Ledger open = ledger.get();
        List<EventRow> latest = new ArrayList<>();
        for (TrailEntry entry : open.find(LedgerQuery.ALL.ofEnvironment(name), Long.MAX_VALUE, LATEST)
                .entries()) {
            EventRow row = EventRow.of(open, entry);
            if (visible.test(row)) {
                latest.add(row);
            }
        }
        return new One(
                name, troubles, rules, current(open, name, visible), exemptions(open, name, visible, at), latest);
    }

    private static List<StandingExemption> exemptions(
            Ledger ledger, String name, Predicate<EventRow> visible, Instant at) throws LedgerException {
        List<StandingExemption> all = new ArrayList<>();
        for (String kind : List.of(BreakGlassAsked.KIND, WaiverAsked.KIND)) {
            for (StandingExemption standing : ledger.exemptions().newest(kind, Optional.of(name), EXEMPTIONS, at)) {
                if ((standing.state() == State.GRANTED || standing.lacksReview())
                        && visible.test(EventRow.of(ledger, standing.asked()))) {
                    all.add(standing);
                }
            }
        }
        return all;
    }

    private static Optional<Deployed> current(Ledger ledger, String name, Predicate<EventRow> visible)
            throws LedgerException {
        Optional<TrailEntry> found = ledger.promotions().current(name);
        if (found.isEmpty() || !(Event.of(found.get()).orElse(null) instanceof DeploymentEnded ended)) {
            return Optional.empty();
        }
        EventRow row = EventRow.of(ledger, found.get());
        return Optional.of(new Deployed(
                found.get().at(),
                ended.artifacts(),
                decision(ledger, found.get(), ended.deployment()),
                Optional.of(row).filter(visible)));
    }

    private static String decision(Ledger ledger, TrailEntry ended, String deployment) throws LedgerException {
        for (TrailEntry entry : ledger.entriesOf(ended.build())) {
            if (entry.id().equals(deployment) && Event.of(entry).orElse(null) instanceof DeploymentStarted started) {
                return started.decision();
            }
        }
        return "";
    }
}
