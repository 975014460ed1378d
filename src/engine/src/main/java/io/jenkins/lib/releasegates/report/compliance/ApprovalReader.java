package io.jenkins.lib.releasegates.report.compliance;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.lib.releasegates.audit.entry.ApprovalAnswered;
import io.jenkins.lib.releasegates.audit.entry.ApprovalAsked;
import io.jenkins.lib.releasegates.audit.entry.ApprovalEnded;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.report.compliance.Promotion.Answer;
import io.jenkins.lib.releasegates.report.compliance.Promotion.Approval;
import io.jenkins.lib.releasegates.report.compliance.Promotion.Changes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the requests for approval of the build that a decision is about, and what was said to them. */
final class ApprovalReader {

    private final LedgerLook look;

    ApprovalReader(LedgerLook look) {
        this.look = look;
    }

    /**
     * A request that was read.
     *
     * @param approvers accounts that approved and didn't take it back, whether they may be shown or not
     * @param unnamed approvals of which nobody knows any more whose they were
     * @param statusBefore how it stood when the decision was made
     * @param entries of the request
     */
    record Read(
            TrailEntry asked,
            Approval approval,
            Optional<Changes> changes,
            Set<String> approvers,
            int unnamed,
            String statusBefore,
            List<TrailEntry> entries) {}

    /** The requests about these files for that environment, the first one first; those of other files aren't of this decision. */
    List<Read> read(TrailEntry decision, String environment, Set<String> files) {
        List<TrailEntry> all = look.entriesOf(decision.build());
        List<Read> read = new ArrayList<>();
        for (TrailEntry entry : all) {
            if (entry.kind().equals(ApprovalAsked.KIND)
                    && entry.seq() < decision.seq()
                    && LedgerLook.environment(entry.body()).equals(environment)
                    && digests(look, entry).equals(files)) {
                read.add(read(entry, all, decision.seq()));
            }
        }
        return read;
    }

    static Set<String> digests(LedgerLook look, TrailEntry entry) {
        Set<String> digests = new HashSet<>();
        look.artifacts(entry).forEach(artifact -> digests.add(artifact.digest().toString()));
        return digests;
    }

    private Read read(TrailEntry asked, List<TrailEntry> all, long decision) {
        List<TrailEntry> entries = new ArrayList<>(List.of(asked));
        List<Answer> answers = new ArrayList<>();
        Set<String> approvers = new HashSet<>();
        int unnamed = 0;
        String status = "WAITING";
        String before = status;
        for (TrailEntry entry : all) {
            if (!entry.body().path("request").asText().equals(asked.id())) {
                continue;
            }
            entries.add(entry);
            String word = entry.body().path("answer").asText();
            if (entry.kind().equals(ApprovalAnswered.KIND)) {
                answers.add(answer(entry, word));
                Optional<String> account = look.account(entry);
                unnamed += account.isEmpty() && word.equals("APPROVE") ? 1 : 0;
                account.ifPresent(who -> given(approvers, who, word));
            } else if (!entry.kind().equals(ApprovalEnded.KIND)) {
                continue;
            }
            status = entry.body().path("status").asText();
            before = entry.seq() < decision ? status : before;
        }
        JsonNode body = look.body(asked).map(JsonNode.class::cast).orElse(asked.body());
        Approval approval = new Approval(
                asked.id(),
                asked.at(),
                look.who(asked),
                look.typed(asked, ApprovalAsked.RULE),
                LedgerLook.texts(body.at("/exclusions/enforced")),
                LedgerLook.texts(body.at("/exclusions/doubts")),
                LedgerLook.instant(body, "deadline"),
                answers,
                status);
        return new Read(asked, approval, changes(body), approvers, unnamed, before, entries);
    }

    private static void given(Set<String> approvers, String who, String word) {
        if (word.equals("APPROVE")) {
            approvers.add(who);
        } else {
            approvers.remove(who);
        }
    }

    private Answer answer(TrailEntry entry, String word) {
        return new Answer(
                entry.id(),
                entry.at(),
                word,
                look.who(entry),
                look.typed(entry, ApprovalAnswered.REASON).filter(reason -> !reason.isEmpty()),
                look.typed(entry, ApprovalAnswered.GROUPS).orElse("").lines().toList(),
                entry.body().path("reauthenticated").booleanValue());
    }

    private static Optional<Changes> changes(JsonNode body) {
        JsonNode changes = body.path("changes");
        if (!changes.path("digest").isTextual()) {
            return Optional.empty();
        }
        JsonNode authors = body.at("/exclusions/involved/CHANGED");
        return Optional.of(new Changes(
                changes.path("commits").asInt(),
                changes.path("complete").asBoolean(false),
                LedgerLook.text(changes, "from"),
                LedgerLook.text(changes, "to"),
                changes.path("digest").asText(),
                authors.isInt() ? Optional.of(authors.asInt()) : Optional.empty(),
                changes.path("verified").isInt()
                        ? Optional.of(changes.path("verified").asInt())
                        : Optional.empty()));
    }
}
