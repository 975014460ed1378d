package io.jenkins.plugins.releasegates.readiness;

import hudson.AbortException;
import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.entry.EntrySubject;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.gate.Subject;
import io.jenkins.lib.releasegates.readiness.Authorship;
import io.jenkins.lib.releasegates.readiness.ItemResult;
import io.jenkins.lib.releasegates.readiness.Readiness;
import io.jenkins.lib.releasegates.readiness.ReadinessAsked;
import io.jenkins.lib.releasegates.readiness.ReadinessResult;
import io.jenkins.lib.releasegates.readiness.answer.ReadinessEvent;
import io.jenkins.lib.releasegates.readiness.answer.ReadinessState;
import io.jenkins.lib.releasegates.readiness.check.CheckPorts;
import io.jenkins.lib.releasegates.readiness.check.CheckResult;
import io.jenkins.lib.releasegates.readiness.check.Checks;
import io.jenkins.plugins.releasegates.Messages;
import io.jenkins.plugins.releasegates.ReleaseGatesHome;
import io.jenkins.plugins.releasegates.audit.ReleaseAuditAction;
import io.jenkins.plugins.releasegates.build.BuildActor;
import io.jenkins.plugins.releasegates.build.BuildSubject;
import io.jenkins.plugins.releasegates.build.StepSurroundings;
import io.jenkins.plugins.releasegates.connection.ConnectionConfiguration;
import io.jenkins.plugins.releasegates.environment.EnvironmentConfiguration;
import io.jenkins.plugins.releasegates.gate.JudgedElsewhere;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Lets a checklist answer itself, hears what people have said, judges, records, and only then acts. Safe to repeat. For one thread. */
final class OrrChecklistRun {

    /** What was looked at stays good for so long while somebody waits; what passes is looked at anew. */
    private static final Duration CHECKED_AT_MOST_EVERY = Duration.ofMinutes(2);

    /** That may fetch from a repository. */
    private static final Duration AUTHORS_AT_MOST_EVERY = Duration.ofHours(1);

    /** Sources are asked again after so long; where there are none, it is looked after an hour whether nothing was missed. */
    private static final Duration PAUSE = Duration.ofMinutes(5);

    private static final Duration LONG_PAUSE = Duration.ofHours(1);

    /** A check that is the same as the last one in the record is recorded again after so long. */
    private static final Duration RECORDED_EVERY = Duration.ofDays(1);

    private static final int MOST_LOGGED = 20;

    private final OrrChecklistOptions options;
    private final StepSurroundings at;
    private final AskedChecklist asked;
    private Optional<Authorship> authors = Optional.empty();
    private Instant authorsAt = Instant.EPOCH;
    private List<CheckResult> checks = List.of();
    private Instant checksAt = Instant.EPOCH;

    /**
     * In that build.
     *
     * @throws AbortException when service or checklist can't be used, with what is allowed
     */
    OrrChecklistRun(OrrChecklistOptions options, StepSurroundings at) throws IOException, InterruptedException {
        this.options = options;
        this.at = at;
        options.effect();
        this.asked = AskedChecklist.of(options, at);
    }

    AskedChecklist asked() {
        return asked;
    }

    /**
     * The result now.
     *
     * @param anew whether sources and authors are looked at again, however young what is known of them is
     */
    ReadinessResult look(boolean anew) throws IOException, InterruptedException {
        Instant now = now();
        boolean old = anew || checksAt.plus(CHECKED_AT_MOST_EVERY).isBefore(now);
        ReadinessResult result =
                judged(old, anew || authorsAt.plus(AUTHORS_AT_MOST_EVERY).isBefore(now));
        boolean passes = result.verdict().kind().admits();
        return passes && !anew ? judged(true, true) : result;
    }

    private ReadinessResult judged(boolean checkAnew, boolean authorsAnew) throws IOException, InterruptedException {
        try {
            Ledger ledger = ReleaseGatesHome.get().ledger();
            if (authorsAnew || authors.isEmpty()) {
                Subject subject = BuildSubject.of(at, Optional.of(options.title()));
                authors = Optional.of(ChangeAuthors.of(at.run(), subject, asked.owner(), ledger));
                authorsAt = now();
            }
            if (checkAnew) {
                checks = new Checks(ports()).run(asked.checklist(), asked.service(), now());
                checksAt = now();
            }
            return Readiness.judge(
                    asked.checklist(), asked.service(), state(ledger), checks, authors.orElseThrow(), now());
        } catch (LedgerException e) {
            throw new AbortException(Messages.OrrChecklist_Unreadable(String.valueOf(e.getMessage())));
        }
    }

    private ReadinessState state(Ledger ledger) throws LedgerException {
        return ledger.readiness()
                .state(
                        asked.service().name(),
                        asked.checklist().name(),
                        EnvironmentConfiguration.get().knownPeople().aliases());
    }

    private CheckPorts ports() throws IOException {
        String job = at.run().getParent().getFullName();
        // What the owner's checklist names, the owner has let it name.
        Predicate<String> mayName =
                name -> asked.own().isEmpty() || ConnectionConfiguration.get().mayName(name, job);
        Subject subject = BuildSubject.of(at, Optional.of(options.title()));
        return CheckSources.of(
                mayName,
                asked.workspace(),
                ReleaseAuditAction.of(at.run()).getBuildId(),
                new RecordedTrials(subject.job(), subject.jobName()));
    }

    private static Instant now() {
        return Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** When the result can be another one, also if nobody says anything. */
    Instant next(ReadinessResult result, Instant deadline) {
        Instant next = now().plus(checks.isEmpty() ? LONG_PAUSE : PAUSE);
        for (ItemResult item : result.items()) {
            Optional<Instant> until = item.source().until().filter(now()::isBefore);
            if (until.isPresent() && until.get().isBefore(next)) {
                next = until.get();
            }
        }
        return deadline.isBefore(next) ? deadline : next;
    }

    /** Keeps the result for the pages of the build. */
    void keep(ReadinessResult result, Optional<Instant> deadline, boolean waiting) throws IOException {
        KeptReadiness.of(at)
                .write(new KeptReadiness.State(
                        at.step(), options.title(), deadline, asked.workspace() != null, waiting, asked.own(), result));
        ReadinessAction.add(at.run());
    }

    /** Says in the build's log what is open, and who has to do something. */
    void tell(ReadinessResult result) {
        ReadinessAsked open = result.asked();
        at.log(Messages.OrrChecklist_Stands(
                result.service().name(),
                result.checklist(),
                result.verdict().kind().words(),
                result.verdict().grounds().why()));
        for (ReadinessAsked.Open item : open.items().stream().limit(MOST_LOGGED).toList()) {
            at.log(Messages.OrrChecklist_Open(item.item(), item.status().words(), item.role(), item.question()));
        }
        if (open.items().size() > MOST_LOGGED) {
            at.log(Messages.OrrChecklist_More(open.items().size() - MOST_LOGGED));
        }
    }

    /**
     * Records the result, unless this step has its decision already, and acts on the build.
     *
     * @throws AbortException when it fails the build, and when nothing could be recorded
     */
    Map<String, Object> judge(ReadinessResult result) throws IOException {
        record(result);
        keep(result, Optional.empty(), false);
        Map<String, Object> answer = JudgedElsewhere.act(
                at,
                options.title(),
                new ReadinessJudgement(result, options.effect(), asked.own().isPresent()));
        answer.put("readiness", shown(result));
        return answer;
    }

    /** What items have answered themselves, where it is news. */
    private void record(ReadinessResult result) throws IOException {
        try {
            Ledger ledger = ReleaseGatesHome.get().ledger();
            ReadinessState state = state(ledger);
            EntrySubject subject = EntrySubject.of(BuildSubject.of(at, Optional.of(options.title())));
            for (CheckResult check : checks) {
                boolean known = state.lastCheck(check.item())
                        .filter(last -> last.verdict() == check.verdict().kind())
                        .filter(last -> last.itemDigest().equals(check.itemDigest()))
                        .filter(last -> last.at().plus(RECORDED_EVERY).isAfter(check.at()))
                        .isPresent();
                if (!known) {
                    ReadinessEvent.Head head = new ReadinessEvent.Head(
                            "",
                            result.service().name(),
                            result.checklist(),
                            check.item(),
                            check.itemDigest(),
                            check.at());
                    ledger.readiness()
                            .record(
                                    new ReadinessEvent.Checked(
                                            head, check.verdict().kind()),
                                    subject,
                                    BuildActor.of(at.run()));
                }
            }
        } catch (LedgerException e) {
            throw new AbortException(Messages.OrrChecklist_Unreadable(String.valueOf(e.getMessage())));
        }
    }

    /** In plain maps. */
    static Map<String, Object> shown(ReadinessResult result) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("service", result.service().name());
        shown.put("checklist", result.checklist());
        shown.put("digest", result.digest().toString());
        shown.put("verdict", result.verdict().kind().name());
        shown.put(
                "open",
                result.asked().items().stream().map(OrrChecklistRun::open).toList());
        return shown;
    }

    private static Map<String, Object> open(ReadinessAsked.Open item) {
        Map<String, Object> open = new LinkedHashMap<>();
        open.put("item", item.item());
        open.put("status", item.status().name());
        open.put("role", item.role());
        open.put("blocks", item.blocks());
        return open;
    }
}
