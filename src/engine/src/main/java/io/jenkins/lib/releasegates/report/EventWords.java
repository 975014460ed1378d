package io.jenkins.lib.releasegates.report;

import io.jenkins.lib.releasegates.approval.ApprovalRequest;
import io.jenkins.lib.releasegates.audit.Erasure;
import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.entry.ApprovalAnswered;
import io.jenkins.lib.releasegates.audit.entry.ApprovalAsked;
import io.jenkins.lib.releasegates.audit.entry.ApprovalEnded;
import io.jenkins.lib.releasegates.audit.entry.ApprovalReminded;
import io.jenkins.lib.releasegates.audit.entry.ConfigurationChanged;
import io.jenkins.lib.releasegates.audit.entry.DecisionRevoked;
import io.jenkins.lib.releasegates.audit.entry.DeploymentEnded;
import io.jenkins.lib.releasegates.audit.entry.DeploymentStarted;
import io.jenkins.lib.releasegates.audit.entry.Erased;
import io.jenkins.lib.releasegates.audit.entry.Event;
import io.jenkins.lib.releasegates.audit.entry.InputAnswered;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.entry.People;
import io.jenkins.lib.releasegates.audit.entry.ReadinessRecorded;
import io.jenkins.lib.releasegates.audit.entry.SubjectChanged;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.gate.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What an event says, as a sentence.
 *
 * @param words hostile text
 * @param outcome of a gate or a decision
 */
record EventWords(String words, Optional<Verdict.Kind> outcome) {

    private static final int MAX_SETTINGS = 20;

    static EventWords of(Ledger ledger, TrailEntry entry) throws LedgerException {
        Optional<Event> read = ledger.isCut(entry) ? Event.ofBeginning(entry) : Event.of(entry);
        if (read.isEmpty()) {
            return plain("An event of kind '" + entry.kind() + "', which this version can't show.");
        }
        Event event = read.get();
        if (event instanceof Event.EvidenceRecorded recorded && isOfRunningService(recorded)) {
            return plain(counted(recorded.observed(), "answer") + " of the running service, as the controller saw it.");
        }
        if (event instanceof Event.EvidenceRecorded recorded) {
            return plain(counted(recorded.reports().size(), "report") + " read: "
                    + counted(recorded.measurements(), "measurement") + ", "
                    + counted(recorded.findings(), "finding") + ", " + counted(recorded.problems(), "problem")
                    + (recorded.judged() ? "." : ". Nobody judged them by themselves."));
        }
        if (event instanceof Event.GateJudged judged) {
            Verdict verdict = judged.result().verdict();
            String why = verdict.grounds().why();
            return new EventWords(
                    "Gate " + judged.result().gate() + ": " + Shown.verdict(verdict.kind())
                            + (why.isEmpty() ? "." : ". " + why),
                    Optional.of(verdict.kind()));
        }
        if (event instanceof Event.DecisionMade made) {
            return new EventWords(
                    title(entry) + Shown.verdict(made.outcome()) + ". " + made.explanation(),
                    Optional.of(made.outcome()));
        }
        return plain(careOf(ledger, entry, event));
    }

    private static String careOf(Ledger ledger, TrailEntry entry, Event event) throws LedgerException {
        if (event instanceof DecisionRevoked revoked) {
            return "Decision " + revoked.decision() + " was revoked: " + reason(ledger, entry) + ".";
        }
        if (event instanceof DeploymentStarted started) {
            return "Deployment to " + started.environment() + " began, admitted by decision " + started.decision()
                    + ".";
        }
        if (event instanceof DeploymentEnded ended) {
            return "Deployment " + ended.deployment() + " to " + ended.environment() + " "
                    + ended.outcome().words() + ".";
        }
        Optional<String> approval = approval(ledger, entry, event);
        if (approval.isPresent()) {
            return approval.get();
        }
        Optional<String> exception = ExemptionWords.of(event, ledger.people(entry.seq()));
        if (exception.isPresent()) {
            return exception.get();
        }
        if (event instanceof InputAnswered answered) {
            return input(answered, ledger.people(entry.seq()));
        }
        if (event instanceof ReadinessRecorded recorded) {
            return ReadinessWords.of(recorded, ledger.people(entry.seq()));
        }
        if (event instanceof Event.KeyRotated rotated) {
            return rotated.rotation().previous().isEmpty()
                    ? "The key of the ledger was laid down: "
                            + rotated.rotation().key().vkey() + "."
                    : "The key of the ledger was exchanged for "
                            + rotated.rotation().key().vkey()
                            + (rotated.rotation().endorsement().isPresent()
                                    ? ", which the former one endorses."
                                    : "; the former one does NOT endorse it.");
        }
        if (event instanceof ConfigurationChanged changed) {
            return "Configuration of the " + changed.part() + " was changed: " + settings(changed) + ".";
        }
        if (event instanceof Erased.Evidence erased) {
            return "Evidence " + erased.evidence() + " was erased: " + reason(ledger, entry) + ".";
        }
        if (event instanceof Erased.Persons erased) {
            return "Values of persons of " + counted(erased.entries().size(), "entry", "entries") + " were erased: "
                    + reason(ledger, entry) + ".";
        }
        if (event instanceof SubjectChanged changed) {
            String what = changed.what() == SubjectChanged.What.JOB ? "Job " : "Build ";
            String name = changed.before();
            return switch (changed.change()) {
                case RENAMED ->
                    what + name + " was renamed to " + changed.after().orElse("something else") + ".";
                case MOVED -> what + name + " was moved to " + changed.after().orElse("somewhere else") + ".";
                case DELETED -> what + name + " was deleted.";
                case FOUND_MISSING -> what + name + " was found missing; nobody has told of its deletion.";
                case CONFIGURED ->
                    "The configuration of job " + name + " was changed"
                            + (changed.configurationBefore().isPresent() ? "." : "; what it was before is not known.");
            };
        }
        return "An event of kind '" + entry.kind() + "'.";
    }

    private static Optional<String> approval(Ledger ledger, TrailEntry entry, Event event) throws LedgerException {
        People people = ledger.people(entry.seq());
        if (event instanceof ApprovalAsked asked) {
            return Optional.of("Approval for " + asked.environment() + " was asked for until " + asked.deadline() + ": "
                    + people.value(ApprovalAsked.RULE).orElse("the rule isn't kept") + ". With it go "
                    + counted(asked.changes().commits(), "change")
                    + asked.changes()
                            .verified()
                            .map(verified -> ", " + verified + " of them by verified authors")
                            .orElse("")
                    + (asked.changes().complete() ? "." : ", and perhaps more."));
        }
        if (event instanceof ApprovalAnswered answered) {
            String reason = people.value(ApprovalAnswered.REASON).orElse("");
            return Optional.of(switch (answered.answer()) {
                        case APPROVE -> "Approved";
                        case REJECT -> "Refused";
                        case WITHDRAW -> "An approval was taken back";
                    }
                    + " for " + answered.environment() + ", request " + answered.request()
                    + (answered.reauthenticated() ? ", with the password entered anew" : "")
                    + (answered.status() == ApprovalRequest.Status.APPROVED ? ", with which it is approved" : "")
                    + (reason.isBlank() ? "." : ": " + reason));
        }
        if (event instanceof ApprovalEnded ended) {
            return Optional.of("Request " + ended.request() + " for approval for " + ended.environment() + " ended: "
                    + people.value(ApprovalEnded.WORDS)
                            .orElse(ended.status().name().toLowerCase(Locale.ROOT)));
        }
        return event instanceof ApprovalReminded reminded
                ? Optional.of("Nobody has decided about request " + reminded.reminds() + " for approval for "
                        + reminded.environment() + " yet: those who are missing were reminded. Its time ends "
                        + reminded.deadline() + ".")
                : Optional.empty();
    }

    private static String input(InputAnswered event, People people) {
        String asked = people.value(InputAnswered.MESSAGE).orElse("");
        return "Jenkins tells that the pipeline's own input " + event.input()
                + switch (event.answer()) {
                    case PROCEEDED -> " was answered with proceed";
                    case ABORTED -> " was declined";
                    case UNANSWERED -> " ended without an answer";
                }
                + ", which is no approval" + (asked.isBlank() ? "." : ": " + asked);
    }

    private static EventWords plain(String words) {
        return new EventWords(words, Optional.empty());
    }

    private static String title(TrailEntry entry) {
        String title = entry.subject().path("title").asText("");
        return title.isEmpty() ? "Decision: " : title + ": ";
    }

    private static String reason(Ledger ledger, TrailEntry entry) throws LedgerException {
        String reason = ledger.people(entry.seq()).value(Erasure.REASON).orElse("");
        return reason.isBlank() ? "no reason is kept" : reason;
    }

    private static String settings(ConfigurationChanged changed) {
        Set<String> paths = new TreeSet<>(changed.before().keySet());
        paths.addAll(changed.after().keySet());
        List<String> words = new ArrayList<>();
        for (String path : paths) {
            if (words.size() == MAX_SETTINGS) {
                words.add("and " + (paths.size() - MAX_SETTINGS) + " more");
                break;
            }
            words.add(path + " from " + value(changed.before().get(path)) + " to "
                    + value(changed.after().get(path)));
        }
        return String.join("; ", words);
    }

    private static String value(@Nullable String value) {
        return value == null || value.isEmpty() ? "nothing" : "'" + value + "'";
    }

    private static String counted(int count, String one) {
        return counted(count, one, one + "s");
    }

    private static String counted(int count, String one, String many) {
        return String.format(Locale.ROOT, "%d %s", count, count == 1 ? one : many);
    }

    /** Whether it holds nothing but what the controller asked itself. */
    static boolean isOfRunningService(Event.EvidenceRecorded recorded) {
        return recorded.observed() > 0 && recorded.reports().isEmpty() && recorded.measurements() == 0;
    }
}
