package io.jenkins.lib.releasegates.report.compliance;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** One promotion, or one departure, as JSON. */
final class PromotionJson {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private PromotionJson() {}

    static ObjectNode of(Promotion one) {
        ObjectNode json = JSON.objectNode();
        json.put("entry", one.entry()).put("began", one.began().toString()).put("beganBefore", one.beganBefore());
        json.put("job", one.job()).put("jobName", one.jobName());
        json.put("build", one.build()).put("number", one.number());
        one.branch().ifPresent(branch -> json.put("branch", branch));
        one.revision().ifPresent(revision -> json.put("revision", revision));
        json.put("origin", one.origin());
        json.set("by", of(one.by()));
        ArrayNode artifacts = json.putArray("artifacts");
        one.artifacts()
                .forEach(artifact -> artifacts
                        .addObject()
                        .put("name", artifact.name())
                        .put("digest", artifact.digest().toString())
                        .put("size", artifact.size()));
        one.end()
                .ifPresent(end -> json.putObject("end")
                        .put("entry", end.entry())
                        .put("at", end.at().toString())
                        .put("outcome", end.outcome()));
        json.put("admittedBy", one.admittedBy());
        one.decision().ifPresent(made -> json.set("decision", of(made)));
        one.changes().ifPresent(changes -> json.set("changes", of(changes)));
        ArrayNode approvals = json.putArray("approvals");
        one.approvals().forEach(request -> approvals.add(of(request)));
        ArrayNode inputs = json.putArray("plainInputs");
        one.inputs().forEach(input -> inputs.add(of(input)));
        one.revocation().ifPresent(revoked -> {
            ObjectNode revocation = json.putObject("revocation");
            revocation.put("entry", revoked.entry()).put("at", revoked.at().toString());
            revocation.set("by", of(revoked.by()));
            revoked.reason().ifPresent(reason -> revocation.put("reason", reason));
        });
        one.waivers().forEach(json.putArray("waivers")::add);
        return json.put("evidence", one.evidence().name());
    }

    static ObjectNode of(Who who) {
        ObjectNode json = JSON.objectNode().put("state", who.state().name());
        who.id().ifPresent(id -> json.put("id", id));
        who.name().ifPresent(name -> json.put("name", name));
        return json.put("means", who.means());
    }

    private static ObjectNode of(Promotion.Decided made) {
        ObjectNode json = JSON.objectNode();
        json.put("entry", made.entry()).put("at", made.at().toString());
        json.put("jobName", made.jobName()).put("build", made.build()).put("number", made.number());
        json.put("origin", made.origin());
        json.set("by", of(made.by()));
        json.put("outcome", made.outcome()).put("admits", made.admits()).put("explanation", made.explanation());
        made.validUntil().ifPresent(until -> json.put("validUntil", until.toString()));
        json.putObject("policy").put("name", made.policyName()).put("digest", made.policyDigest());
        json.put("rules", made.rules());
        ArrayNode gates = json.putArray("gates");
        for (Promotion.Gate gate : made.gates()) {
            ObjectNode one = gates.addObject();
            one.put("gate", gate.name()).put("verdict", gate.verdict()).put("advisory", gate.advisory());
            gate.provenance().ifPresent(provenance -> one.put("provenance", provenance));
            gate.waiver().ifPresent(waiver -> one.put("waiver", waiver));
            one.put("why", gate.why()).put("readable", gate.readable());
        }
        return json;
    }

    private static ObjectNode of(Promotion.Changes changes) {
        ObjectNode json = JSON.objectNode();
        json.put("commits", changes.commits()).put("complete", changes.complete());
        changes.from().ifPresent(from -> json.put("from", from));
        changes.to().ifPresent(to -> json.put("to", to));
        json.put("digest", changes.digest());
        changes.authors().ifPresent(authors -> json.put("peopleWithAPart", authors));
        changes.verified().ifPresent(verified -> json.put("verified", verified));
        return json;
    }

    private static ObjectNode of(Promotion.Approval request) {
        ObjectNode json = JSON.objectNode();
        json.put("entry", request.entry()).put("at", request.at().toString());
        json.set("by", of(request.by()));
        request.rule().ifPresent(rule -> json.put("rule", rule));
        request.enforced().forEach(json.putArray("exclusionsChecked")::add);
        request.doubts().forEach(json.putArray("doubts")::add);
        request.deadline().ifPresent(deadline -> json.put("deadline", deadline.toString()));
        ArrayNode answers = json.putArray("answers");
        for (Promotion.Answer answer : request.answers()) {
            ObjectNode one = answers.addObject();
            one.put("entry", answer.entry()).put("at", answer.at().toString()).put("answer", answer.answer());
            one.set("by", of(answer.by()));
            answer.reason().ifPresent(reason -> one.put("reason", reason));
            answer.groups().forEach(one.putArray("groups")::add);
            one.put("reauthenticated", answer.reauthenticated());
        }
        return json.put("status", request.status());
    }

    private static ObjectNode of(Promotion.PlainInput input) {
        ObjectNode json = JSON.objectNode();
        json.put("entry", input.entry()).put("at", input.at().toString());
        json.put("jobName", input.jobName()).put("number", input.number());
        json.put("input", input.input()).put("answer", input.answer());
        json.set("by", of(input.by()));
        input.message().ifPresent(message -> json.put("message", message));
        return json.put("approval", false);
    }

    static ObjectNode of(Departure one) {
        ObjectNode json = JSON.objectNode();
        json.put("entry", one.entry()).put("at", one.at().toString());
        json.put("kind", one.breakGlass() ? "break-glass" : "waiver");
        json.put("gate", one.gate()).put("decision", one.decision()).put("until", one.until());
        json.set("by", of(one.by()));
        one.reason().ifPresent(reason -> json.put("reason", reason));
        one.ticket().ifPresent(ticket -> json.put("ticket", ticket));
        one.files().forEach(json.putArray("files")::add);
        ArrayNode replies = json.putArray("replies");
        for (Departure.Reply reply : one.replies()) {
            ObjectNode said = replies.addObject();
            said.put("entry", reply.entry()).put("at", reply.at().toString());
            said.put("review", reply.review()).put("word", reply.word());
            said.set("by", of(reply.by()));
            reply.reason().ifPresent(reason -> said.put("reason", reason));
        }
        return json;
    }
}
