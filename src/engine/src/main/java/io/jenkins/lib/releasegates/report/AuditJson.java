package io.jenkins.lib.releasegates.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.releasegates.evidence.Report;
import io.jenkins.lib.releasegates.gate.GateResult;
import io.jenkins.lib.releasegates.gate.Verdict;
import java.util.List;

/** The page as JSON, as docs/formats/audit-page.md describes it. */
public final class AuditJson {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private AuditJson() {}

    /** The whole page. */
    public static ObjectNode of(AuditPage page) {
        ObjectNode json = JSON.objectNode();
        json.put("release-gates-audit", 1);
        json.put("build", page.build());
        ArrayNode timeline = json.putArray("timeline");
        page.timeline().forEach(row -> timeline.add(EventPageJson.of(row)));
        ArrayNode decisions = json.putArray("decisions");
        page.decisions().forEach(decision -> decisions.add(of(decision)));
        ArrayNode evidence = json.putArray("evidence");
        page.evidence().forEach(recorded -> evidence.add(of(recorded)));
        RecordCheck check = page.check();
        ObjectNode record = json.putObject("record");
        record.put("strength", check.strength());
        record.put("checkedAt", check.at().toString());
        record.put("entries", check.entries());
        record.put("evidenceVerified", check.evidenceKept());
        record.put("evidenceNotKept", check.evidenceGone());
        record.put("head", check.head().toString());
        check.signed().ifPresent(signed -> {
            ObjectNode checkpoint = record.putObject("checkpoint");
            checkpoint.put("log", signed.checkpoint().log());
            checkpoint.put("size", signed.checkpoint().size());
            checkpoint.put("root", signed.checkpoint().root().toString());
            checkpoint.put("key", signed.key().vkey());
            checkpoint.put("entriesIncluded", signed.included());
            ArrayNode witnesses = record.putArray("witnesses");
            signed.witnesses()
                    .forEach(witness -> witnesses
                            .addObject()
                            .put("name", witness.name())
                            .put("entries", witness.entries())
                            .put("behind", witness.behind()));
        });
        check.faults().forEach(record.putArray("faults")::add);
        check.words().forEach(record.putArray("words")::add);
        return json;
    }

    private static ObjectNode of(AuditPage.Judgement decision) {
        ObjectNode json = JSON.objectNode();
        origin(json, decision.origin());
        json.set("actor", of(decision.actor()));
        json.put("outcome", decision.outcome().name());
        json.put("purpose", decision.purpose().name());
        decision.destination().ifPresent(destination -> {
            ObjectNode environment = json.putObject("environment");
            environment.put("name", destination.environment());
            environment.put("rules", destination.rules().toString());
            destination.further().ifPresent(further -> environment.put("further", further.toString()));
        });
        json.put("explanation", decision.explanation());
        json.put("validUntil", decision.validUntil().toString());
        decision.revoked().ifPresent(event -> json.set("revoked", EventPageJson.of(event)));
        ArrayNode artifacts = json.putArray("artifacts");
        decision.artifacts()
                .forEach(artifact -> artifacts
                        .addObject()
                        .put("name", artifact.name())
                        .put("digest", artifact.digest().toString())
                        .put("size", artifact.size()));
        json.putObject("effect")
                .put("build", decision.effect().build().name())
                .put("stage", decision.effect().stage().name())
                .put("admits", decision.effect().admits());
        json.putObject("policy")
                .put("name", decision.policyName())
                .put("digest", decision.policyDigest().toString());
        ObjectNode baseline = json.putObject("baseline");
        baseline.put("source", decision.baseline().source().name());
        decision.baseline().record().ifPresent(record -> baseline.put("record", record));
        decision.baseline().at().ifPresent(at -> baseline.put("at", at.toString()));
        baseline.put("words", decision.baseline().words());
        decision.suppressions().ifPresent(change -> change.write(json));
        ArrayNode gates = json.putArray("gates");
        decision.gates().forEach(gate -> gates.add(of(gate)));
        json.put("evidence", decision.evidence().toString());
        json.set("reports", reports(decision.reports()));
        ArrayNode waivers = json.putArray("waiverRequests");
        for (AuditPage.Waiver waiver : decision.waivers()) {
            ObjectNode request = waivers.addObject();
            request.put("gate", waiver.gate()).put("expires", waiver.expires().toString());
            waiver.owner().ifPresent(owner -> request.put("owner", owner));
            waiver.reason().ifPresent(reason -> request.put("reason", reason));
            waiver.ticket().ifPresent(ticket -> request.put("ticket", ticket));
        }
        return json;
    }

    private static ObjectNode of(AuditPage.Recorded recorded) {
        ObjectNode json = JSON.objectNode();
        origin(json, recorded.origin());
        json.set("actor", of(recorded.actor()));
        json.put("evidence", recorded.evidence().toString());
        json.set("reports", reports(recorded.reports()));
        json.put("measurements", recorded.measurements());
        json.put("findings", recorded.findings());
        json.put("problems", recorded.problems());
        return json;
    }

    private static void origin(ObjectNode json, AuditPage.Origin origin) {
        json.put("record", origin.record());
        json.put("at", origin.at().toString());
        json.put("hash", origin.hash().toString());
        json.put("job", origin.jobName());
        json.put("number", origin.number());
        origin.branch().ifPresent(branch -> json.put("branch", branch));
        origin.targetBranch().ifPresent(branch -> json.put("targetBranch", branch));
        origin.revision().ifPresent(revision -> json.put("revision", revision));
        json.put("origin", origin.kind().name());
        origin.title().ifPresent(title -> json.put("title", title));
    }

    static ObjectNode of(AuditPage.Person person) {
        ObjectNode json = JSON.objectNode();
        person.id().ifPresent(id -> json.put("id", id));
        person.name().ifPresent(name -> json.put("name", name));
        json.put("means", person.means().name());
        json.put("erased", person.id().isEmpty() && person.name().isEmpty());
        return json;
    }

    private static ObjectNode of(GateResult gate) {
        ObjectNode json = JSON.objectNode();
        json.put("gate", gate.gate());
        json.put("verdict", gate.verdict().kind().name());
        json.put("criticality", gate.criticality().name());
        json.put("advisory", gate.advisory());
        if (gate.verdict() instanceof Verdict.Waived waived) {
            json.putObject("waived")
                    .put("by", waived.waiver())
                    .put("why", waived.grounds().why());
        }
        ArrayNode criteria = json.putArray("criteria");
        gate.criteria().forEach(criterion -> criteria.add(of(criterion)));
        return json;
    }

    private static JsonNode of(Verdict criterion) {
        ObjectNode json = JSON.objectNode();
        json.put("verdict", criterion.kind().name());
        json.put("observed", criterion.grounds().observed());
        json.put("required", criterion.grounds().required());
        json.put("why", criterion.grounds().why());
        criterion
                .grounds()
                .provenance()
                .ifPresent(provenance ->
                        json.put("provenance", provenance.id()).put("provenanceWords", provenance.words()));
        ArrayNode evidence = json.putArray("reports");
        criterion.grounds().evidence().forEach(digest -> evidence.add(digest.toString()));
        return json;
    }

    private static ArrayNode reports(List<Report> reports) {
        ArrayNode json = JSON.arrayNode();
        for (Report report : reports) {
            json.addObject()
                    .put("path", report.path())
                    .put("format", report.format())
                    .put("tool", report.tool())
                    .put("digest", report.digest().toString())
                    .put("size", report.size())
                    .put("provenance", report.provenance().id())
                    .put("provenanceWords", report.provenance().words());
        }
        return json;
    }
}
