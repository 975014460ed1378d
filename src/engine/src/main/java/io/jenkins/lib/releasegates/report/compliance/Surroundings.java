package io.jenkins.lib.releasegates.report.compliance;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.lib.releasegates.approval.ApprovalRequest.Status;
import io.jenkins.lib.releasegates.audit.LedgerQuery;
import io.jenkins.lib.releasegates.audit.entry.ApprovalAnswered;
import io.jenkins.lib.releasegates.audit.entry.ApprovalEnded;
import io.jenkins.lib.releasegates.audit.entry.ConfigurationChanged;
import io.jenkins.lib.releasegates.audit.entry.Event;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.gate.Purpose;
import io.jenkins.lib.releasegates.report.compliance.ComplianceReport.Edit;
import io.jenkins.lib.releasegates.report.compliance.ComplianceReport.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What happened around the promotions: what was refused, and what owners configured. */
final class Surroundings {

    private static final int MAX_REFUSED = 1_000;
    private static final int MAX_EDITS = 1_000;
    private static final int MAX_TEXT = 200;
    private static final String PART = "environments";

    /** Tables that every environment's rules are read by. */
    private static final Set<String> SHARED = Set.of("people", "groups");

    private static final Set<String> APPROVED = Set.of(Status.WAITING.name(), Status.APPROVED.name());

    private final LedgerLook look;
    private final Scope scope;
    private final List<Refused> refused = new ArrayList<>();
    private int refusals;

    Surroundings(LedgerLook look, Scope scope) {
        this.look = look;
        this.scope = scope;
    }

    /** An entry about the environment in the period, which is none of a deployment. */
    void met(TrailEntry entry) {
        words(entry).ifPresent(words -> {
            refusals++;
            if (refused.size() < MAX_REFUSED) {
                JsonNode subject = entry.subject();
                refused.add(new Refused(
                        entry.id(),
                        entry.at(),
                        entry.kind(),
                        subject.path("jobName").asText() + " #"
                                + subject.path("number").asInt(),
                        words));
            }
        });
    }

    private static Optional<String> words(TrailEntry entry) {
        JsonNode body = entry.body();
        if (entry.kind().equals(Event.DecisionMade.KIND)) {
            boolean refuses = body.path("purpose").asText().equals(Purpose.ADMISSION.name())
                    && !body.at("/effect/admits").asBoolean(false);
            return refuses
                    ? Optional.of(
                            "Not admitted: " + cut(body.path("explanation").asText()))
                    : Optional.empty();
        }
        boolean ends = entry.kind().equals(ApprovalEnded.KIND) || entry.kind().equals(ApprovalAnswered.KIND);
        String status = body.path("status").asText();
        return ends && !APPROVED.contains(status)
                ? Optional.of("Request " + body.path("request").asText() + " ended: " + status + ".")
                : Optional.empty();
    }

    List<Refused> refused() {
        return refused;
    }

    int refusals() {
        return refusals;
    }

    /** Changes of the configuration in the period, the newest first. */
    List<Edit> edits() {
        List<Edit> edits = new ArrayList<>();
        LedgerQuery query = new LedgerQuery(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(ConfigurationChanged.KIND),
                Optional.of(scope.from()),
                Optional.of(scope.to()));
        look.each(query, entry -> {
            if (edits.size() >= MAX_EDITS) {
                look.incomplete();
                look.fault("There are more than " + MAX_EDITS
                        + " changes of the configuration in the period; the oldest were not looked at.");
                return false;
            }
            edit(entry).ifPresent(edits::add);
            return true;
        });
        return edits;
    }

    /** Who owns the environments of a folder says who may have changed this one. */
    private boolean isOfItsFolder(String path) {
        String environment = scope.environment();
        int folder = environment.lastIndexOf('/');
        return folder > 0 && path.startsWith("folders." + environment.substring(0, folder) + ".");
    }

    /** Of the environments, what concerns this one; of other parts, everything. */
    private Optional<Edit> edit(TrailEntry entry) {
        JsonNode body = look.body(entry).map(JsonNode.class::cast).orElse(entry.body());
        boolean environments = body.path("part").asText().equals(PART);
        Set<String> paths = new TreeSet<>();
        body.path("before").fieldNames().forEachRemaining(paths::add);
        body.path("after").fieldNames().forEachRemaining(paths::add);
        if (environments) {
            paths.removeIf(path ->
                    !path.startsWith(scope.environment() + ".") && !SHARED.contains(path) && !isOfItsFolder(path));
        }
        if (paths.isEmpty() && !look.ledger().isCut(entry)) {
            return Optional.empty();
        }
        return Optional.of(new Edit(
                entry.id(),
                entry.seq(),
                entry.at(),
                body.path("part").asText(),
                environments,
                look.who(entry),
                paths.stream()
                        .map(path -> path + ": " + value(body.path("before"), path) + " -> "
                                + value(body.path("after"), path))
                        .toList()));
    }

    private static String value(JsonNode settings, String path) {
        return settings.has(path) ? "'" + cut(settings.path(path).asText()) + "'" : "nothing";
    }

    private static String cut(String text) {
        return text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT - 1) + "…" : text;
    }
}
