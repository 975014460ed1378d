package io.jenkins.lib.releasegates.report.compliance;

import io.jenkins.lib.releasegates.approval.ApprovalRequest.Status;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.environment.Admissions;
import io.jenkins.lib.releasegates.gate.Verdict;
import io.jenkins.lib.releasegates.report.compliance.Exceptional.Kind;
import io.jenkins.lib.releasegates.report.compliance.Promotion.Changes;
import io.jenkins.lib.releasegates.report.compliance.Promotion.Gate;
import io.jenkins.lib.releasegates.report.compliance.PromotionReader.Told;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is exceptional in the approvals of one promotion, and in what it is known to consist of. */
final class ApprovalChecks {

    private final Exceptions exceptions;

    ApprovalChecks(Exceptions exceptions) {
        this.exceptions = exceptions;
    }

    void check(Told told) {
        TrailEntry started = told.started();
        Optional<ApprovalReader.Read> last = told.requests().isEmpty()
                ? Optional.empty()
                : Optional.of(told.requests().get(told.requests().size() - 1));
        last.ifPresentOrElse(
                request -> asked(told, request),
                () -> exceptions.of(
                        started,
                        Kind.CHANGES_UNKNOWN,
                        started.id(),
                        "The record holds no list of the changes that went with it, since nobody was asked to approve them. What lies"
                                + " between two revisions, the repository tells."));
        told.decision().ifPresent(made -> gate(told, made.decided().gates(), last));
    }

    private void gate(Told told, List<Gate> gates, Optional<ApprovalReader.Read> last) {
        TrailEntry started = told.started();
        Optional<Gate> gate = gates.stream()
                .filter(one -> one.name().equals(Admissions.APPROVAL))
                .findFirst();
        if (gate.isEmpty()) {
            exceptions.of(
                    started,
                    Kind.NO_APPROVAL,
                    told.promotion().admittedBy(),
                    "No person had to approve it by the rules that it was decided under, and none is recorded to have done so for this"
                            + " decision.");
        } else if (!gate.get().verdict().equals(Verdict.Kind.PASSED.name())
                || gate.get().advisory()) {
            exceptions.of(
                    started,
                    Kind.NO_APPROVAL,
                    told.promotion().admittedBy(),
                    "The gate that people pass says " + gate.get().verdict() + ".");
        } else if (last.isEmpty()) {
            exceptions.of(
                    started,
                    Kind.APPROVAL_UNCLEAR,
                    told.promotion().admittedBy(),
                    "The decision says that it was approved, and the record has no request about these files.");
        }
        if (gate.isPresent() && last.isPresent()) {
            status(started, last.get());
        }
    }

    private void status(TrailEntry started, ApprovalReader.Read request) {
        String id = request.asked().id();
        String approved = Status.APPROVED.name();
        if (!request.statusBefore().equals(approved)) {
            exceptions.of(
                    started,
                    Kind.APPROVAL_UNCLEAR,
                    id,
                    "Request " + id + " stood at " + request.statusBefore() + " when the decision was made.");
        } else if (!request.approval().status().equals(approved)) {
            exceptions.of(
                    started,
                    Kind.APPROVAL_UNCLEAR,
                    id,
                    "Request " + id + " was approved when the decision was made, and is "
                            + request.approval().status() + " now.");
        }
        if (request.unnamed() > 0) {
            exceptions.of(
                    started,
                    Kind.APPROVAL_UNCLEAR,
                    id,
                    "Whose approval it is isn't kept any more for " + request.unnamed() + " of the answers to request "
                            + id + ".");
        }
        if (request.approvers().isEmpty() && request.unnamed() == 0) {
            exceptions.of(
                    started, Kind.APPROVAL_UNCLEAR, id, "Nobody is recorded to have approved request " + id + ".");
        }
    }

    private void asked(Told told, ApprovalReader.Read request) {
        TrailEntry started = told.started();
        String id = request.asked().id();
        Set<String> own = new HashSet<>(request.approvers());
        own.retainAll(told.starters());
        if (!own.isEmpty()) {
            exceptions.of(
                    started,
                    Kind.SELF_APPROVAL,
                    id,
                    own.size() + " of those who approved request " + id + " started a build on the way.");
        }
        List<String> off = new ArrayList<>(PromotionChecks.grounds());
        off.removeAll(request.approval().enforced());
        if (!off.isEmpty()) {
            exceptions.of(
                    started,
                    Kind.EXCLUSION_OFF,
                    id,
                    "The owner's rules let those approve on whom these grounds are true: " + String.join(", ", off)
                            + ".");
        }
        if (!request.approval().doubts().isEmpty()) {
            exceptions.of(
                    started,
                    Kind.UNKNOWN_AUTHORSHIP,
                    id,
                    "When request " + id + " was made, "
                            + String.join(
                                    "; ",
                                    request.approval().doubts().stream()
                                            .map(PromotionChecks::doubt)
                                            .toList())
                            + ".");
        }
        changes(started, request);
    }

    private void changes(TrailEntry started, ApprovalReader.Read request) {
        String id = request.asked().id();
        Optional<Changes> changes = request.changes();
        if (changes.isEmpty()) {
            exceptions.of(
                    started, Kind.CHANGES_UNKNOWN, id, "Request " + id + " doesn't say which changes it is about.");
        } else if (!changes.get().complete()) {
            exceptions.of(
                    started,
                    Kind.CHANGES_UNKNOWN,
                    id,
                    "The list of changes of request " + id + " is incomplete; known are "
                            + changes.get().commits() + ".");
        }
    }
}
