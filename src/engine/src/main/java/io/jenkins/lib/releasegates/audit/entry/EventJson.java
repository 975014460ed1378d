package io.jenkins.lib.releasegates.audit.entry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.releasegates.audit.note.KeyRotation;
import io.jenkins.lib.releasegates.audit.note.LogKey;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.evidence.Artifact;
import io.jenkins.lib.releasegates.evidence.Provenance;
import io.jenkins.lib.releasegates.evidence.Report;
import io.jenkins.lib.releasegates.gate.Baseline;
import io.jenkins.lib.releasegates.gate.Destination;
import io.jenkins.lib.releasegates.gate.Effect;
import io.jenkins.lib.releasegates.gate.GateResult;
import io.jenkins.lib.releasegates.gate.Grounds;
import io.jenkins.lib.releasegates.gate.Purpose;
import io.jenkins.lib.releasegates.gate.Verdict;
import io.jenkins.lib.releasegates.policy.Criticality;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The bodies of entries, kind by kind, as docs/formats/trail.md describes them; reading undoes writing. */
final class EventJson {

    private static final Set<String> OWN_KINDS = Set.of(
            Event.EvidenceRecorded.KIND,
            Event.GateJudged.KIND,
            Event.DecisionMade.KIND,
            Event.KeyRotated.KIND,
            DecisionRevoked.KIND,
            ConfigurationChanged.KIND,
            Erased.Evidence.KIND,
            Erased.Persons.KIND,
            DeploymentStarted.KIND,
            DeploymentEnded.KIND,
            ApprovalAsked.KIND,
            ApprovalAnswered.KIND,
            ApprovalEnded.KIND,
            ApprovalReminded.KIND,
            WaiverAsked.KIND,
            ExemptionAnswered.What.WAIVER.kind(),
            BreakGlassAsked.KIND,
            ExemptionAnswered.What.BREAK_GLASS.kind(),
            BreakGlassReviewed.KIND,
            InputAnswered.KIND,
            SubjectChanged.What.JOB.kind(),
            SubjectChanged.What.BUILD.kind());

    static final Set<String> KINDS =
            Stream.concat(OWN_KINDS.stream(), ReadinessRecorded.KINDS.stream()).collect(Collectors.toUnmodifiableSet());

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private EventJson() {}

    static ObjectNode body(Event.EvidenceRecorded event) {
        ObjectNode body = JSON.objectNode();
        body.put("evidence", event.evidence().toString());
        body.put("storedBytes", event.storedBytes());
        body.put("measurements", event.measurements());
        body.put("findings", event.findings());
        body.put("problems", event.problems());
        if (event.observed() > 0) {
            body.put("observed", event.observed());
        }
        body.put("judged", event.judged());
        ArrayNode reports = body.putArray("reports");
        for (Report report : event.reports()) {
            reports.addObject()
                    .put("path", report.path())
                    .put("format", report.format())
                    .put("digest", report.digest().toString())
                    .put("size", report.size())
                    .put("provenance", report.provenance().id())
                    .put("tool", report.tool());
        }
        return body;
    }

    static ObjectNode body(Event.GateJudged event) {
        GateResult gate = event.result();
        ObjectNode body = JSON.objectNode();
        body.put("gate", gate.gate());
        body.put("criticality", gate.criticality().name());
        body.put("advisory", gate.advisory());
        body.set("verdict", verdict(gate.verdict()));
        ArrayNode criteria = body.putArray("criteria");
        gate.criteria().forEach(criterion -> criteria.add(verdict(criterion)));
        return body;
    }

    static ObjectNode body(Event.DecisionMade event) {
        ObjectNode body = JSON.objectNode();
        body.putObject("policy")
                .put("name", event.policyName())
                .put("digest", event.policyDigest().toString());
        body.put("purpose", event.purpose().name());
        if (event.destination().isPresent()) {
            Destination destination = event.destination().get();
            ObjectNode environment = body.putObject("environment");
            environment.put("name", destination.environment());
            environment.put("rules", destination.rules().toString());
            destination.further().ifPresent(further -> environment.put("further", further.toString()));
        }
        body.put("validUntil", Instants.text(event.validUntil()));
        body.put("outcome", event.outcome().name());
        body.putObject("effect")
                .put("build", event.effect().build().name())
                .put("stage", event.effect().stage().name())
                .put("admits", event.effect().admits());
        body.put("explanation", event.explanation());
        artifacts(body, event.artifacts());
        body.put("evidence", event.evidence().toString());
        ObjectNode baseline = body.putObject("baseline");
        baseline.put("source", event.baselineSource().name());
        event.baselineRecord().ifPresent(record -> baseline.put("record", record));
        event.baselineAt().ifPresent(at -> baseline.put("at", Instants.text(at)));
        baseline.put("words", event.baselineWords());
        event.baselineReference().ifPresent(reference -> baseline.put("reference", reference));
        event.suppressions().ifPresent(change -> change.write(body));
        ArrayNode gates = body.putArray("gates");
        for (Event.DecisionMade.GateLine gate : event.gates()) {
            ObjectNode line = gates.addObject()
                    .put("gate", gate.gate())
                    .put("verdict", gate.verdict().name())
                    .put("criticality", gate.criticality().name())
                    .put("advisory", gate.advisory());
            gate.waiver().ifPresent(waiver -> line.put("waiver", waiver));
        }
        ArrayNode waivers = body.putArray("waiverRequests");
        for (Event.DecisionMade.WaiverAsked waiver : event.waiverRequests()) {
            waivers.addObject()
                    .put("gate", waiver.gate())
                    .put("expires", waiver.expires().toString());
        }
        return body;
    }

    static ObjectNode body(Event.KeyRotated event) {
        KeyRotation rotation = event.rotation();
        ObjectNode body = JSON.objectNode();
        body.put("key", rotation.key().vkey());
        rotation.previous().ifPresent(previous -> body.put("previous", previous.vkey()));
        rotation.endorsement().ifPresent(endorsement -> body.put("endorsement", endorsement));
        body.put("possession", rotation.possession());
        return body;
    }

    static Optional<Event> read(String kind, ObjectNode body) {
        return body.has(EntryLine.CUT) ? Optional.empty() : readBeginning(kind, body);
    }

    /** Reads a body that may have been cut. */
    static Optional<Event> readBeginning(String kind, ObjectNode body) {
        try {
            return switch (kind) {
                case Event.EvidenceRecorded.KIND -> Optional.of(evidenceRecorded(body));
                case Event.GateJudged.KIND -> Optional.of(gateJudged(body));
                case Event.DecisionMade.KIND -> Optional.of(decisionMade(body));
                case Event.KeyRotated.KIND -> Optional.of(keyRotated(body));
                case DecisionRevoked.KIND -> Optional.of(DecisionRevoked.read(body));
                case ConfigurationChanged.KIND -> Optional.of(ConfigurationChanged.read(body));
                case Erased.Evidence.KIND -> Optional.of(Erased.Evidence.read(body));
                case Erased.Persons.KIND -> Optional.of(Erased.Persons.read(body));
                case DeploymentStarted.KIND -> Optional.of(DeploymentStarted.read(body));
                case DeploymentEnded.KIND -> Optional.of(DeploymentEnded.read(body));
                case ApprovalAsked.KIND -> Optional.of(ApprovalAsked.read(body));
                case ApprovalAnswered.KIND -> Optional.of(ApprovalAnswered.read(body));
                case ApprovalEnded.KIND -> Optional.of(ApprovalEnded.read(body));
                case ApprovalReminded.KIND -> Optional.of(ApprovalReminded.read(body));
                case WaiverAsked.KIND -> Optional.of(WaiverAsked.read(body));
                case BreakGlassAsked.KIND -> Optional.of(BreakGlassAsked.read(body));
                case BreakGlassReviewed.KIND -> Optional.of(BreakGlassReviewed.read(body));
                case InputAnswered.KIND -> Optional.of(InputAnswered.read(body));
                default ->
                    ExemptionAnswered.What.of(kind)
                            .map(what -> (Event) ExemptionAnswered.read(what, body))
                            .or(() -> changed(kind, body))
                            .or(() -> readiness(kind, body));
            };
        } catch (IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<Event> changed(String kind, ObjectNode body) {
        return Arrays.stream(SubjectChanged.What.values())
                .filter(what -> what.kind().equals(kind))
                .map(what -> (Event) SubjectChanged.read(what, body))
                .findFirst();
    }

    private static Optional<Event> readiness(String kind, ObjectNode body) {
        return ReadinessRecorded.isKind(kind) ? Optional.of(ReadinessRecorded.read(kind, body)) : Optional.empty();
    }

    private static Event evidenceRecorded(JsonNode body) {
        return new Event.EvidenceRecorded(
                Digest.parse(text(body, "evidence")),
                body.path("storedBytes").asLong(),
                each(
                        body.path("reports"),
                        report -> new Report(
                                text(report, "path"),
                                text(report, "format"),
                                Digest.parse(text(report, "digest")),
                                report.path("size").asLong(),
                                Provenance.valueOf(text(report, "provenance").toUpperCase(Locale.ROOT)),
                                text(report, "tool"))),
                body.path("measurements").asInt(),
                body.path("findings").asInt(),
                body.path("problems").asInt(),
                body.path("observed").asInt(),
                flag(body, "judged"));
    }

    private static Event keyRotated(JsonNode body) {
        return new Event.KeyRotated(new KeyRotation(
                LogKey.parse(text(body, "key")),
                optional(body, "previous").map(LogKey::parse),
                optional(body, "endorsement"),
                text(body, "possession")));
    }

    private static Event gateJudged(JsonNode body) {
        return new Event.GateJudged(new GateResult(
                text(body, "gate"),
                Criticality.valueOf(text(body, "criticality")),
                flag(body, "advisory"),
                each(body.path("criteria"), EventJson::verdict),
                verdict(body.path("verdict"))));
    }

    private static Event decisionMade(JsonNode body) {
        JsonNode effect = body.path("effect");
        JsonNode baseline = body.path("baseline");
        return new Event.DecisionMade(
                text(body.path("policy"), "name"),
                Digest.parse(text(body.path("policy"), "digest")),
                Purpose.valueOf(text(body, "purpose")),
                body.has("environment") ? Optional.of(destination(body.path("environment"))) : Optional.empty(),
                Instant.parse(text(body, "validUntil")),
                Verdict.Kind.valueOf(text(body, "outcome")),
                new Effect(
                        Effect.Mark.valueOf(text(effect, "build")),
                        Effect.Mark.valueOf(text(effect, "stage")),
                        flag(effect, "admits")),
                text(body, "explanation"),
                artifacts(body),
                Digest.parse(text(body, "evidence")),
                Baseline.Source.valueOf(text(baseline, "source")),
                baseline.has("record") ? Optional.of(text(baseline, "record")) : Optional.empty(),
                baseline.has("at") ? Optional.of(Instant.parse(text(baseline, "at"))) : Optional.empty(),
                text(baseline, "words"),
                baseline.has("reference") ? Optional.of(text(baseline, "reference")) : Optional.empty(),
                SuppressionChange.read(body),
                each(
                        body.path("gates"),
                        gate -> new Event.DecisionMade.GateLine(
                                text(gate, "gate"),
                                Verdict.Kind.valueOf(text(gate, "verdict")),
                                Criticality.valueOf(text(gate, "criticality")),
                                flag(gate, "advisory"),
                                optional(gate, "waiver"))),
                each(
                        body.path("waiverRequests"),
                        waiver -> new Event.DecisionMade.WaiverAsked(
                                text(waiver, "gate"), LocalDate.parse(text(waiver, "expires")))));
    }

    /** The body of what happens to artifacts in an environment. */
    static ObjectNode toEnvironment(String environment, List<Artifact> artifacts) {
        ObjectNode body = JSON.objectNode();
        body.putObject("environment").put("name", environment);
        artifacts(body, artifacts);
        return body;
    }

    private static void artifacts(ObjectNode body, List<Artifact> artifacts) {
        ArrayNode list = body.putArray("artifacts");
        for (Artifact artifact : artifacts) {
            list.addObject()
                    .put("name", artifact.name())
                    .put("digest", artifact.digest().toString())
                    .put("size", artifact.size());
        }
    }

    static List<Artifact> artifacts(JsonNode body) {
        return each(
                body.path("artifacts"),
                artifact -> new Artifact(
                        text(artifact, "name"),
                        Digest.parse(text(artifact, "digest")),
                        artifact.path("size").asLong()));
    }

    private static Destination destination(JsonNode environment) {
        return new Destination(
                text(environment, "name"),
                Digest.parse(text(environment, "rules")),
                optional(environment, "further").map(Digest::parse));
    }

    private static ObjectNode verdict(Verdict verdict) {
        Grounds grounds = verdict.grounds();
        ObjectNode json = JSON.objectNode();
        json.put("kind", verdict.kind().name());
        json.put("observed", grounds.observed());
        json.put("required", grounds.required());
        json.put("why", grounds.why());
        grounds.provenance().ifPresent(provenance -> json.put("provenance", provenance.id()));
        ArrayNode evidence = json.putArray("evidence");
        grounds.evidence().forEach(digest -> evidence.add(digest.toString()));
        if (verdict instanceof Verdict.Waived waived) {
            json.put("waiver", waived.waiver());
        }
        return json;
    }

    private static Verdict verdict(JsonNode json) {
        Grounds grounds = new Grounds(
                text(json, "observed"),
                text(json, "required"),
                text(json, "why"),
                json.has("provenance")
                        ? Optional.of(
                                Provenance.valueOf(text(json, "provenance").toUpperCase(Locale.ROOT)))
                        : Optional.empty(),
                each(json.path("evidence"), digest -> Digest.parse(digest.asText())));
        Verdict.Kind kind = Verdict.Kind.valueOf(text(json, "kind"));
        return kind == Verdict.Kind.WAIVED
                ? new Verdict.Waived(grounds, text(json, "waiver"))
                : Verdict.of(kind, grounds);
    }

    static String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        if (!value.isTextual()) {
            throw new IllegalArgumentException("No text in the field " + field);
        }
        return value.textValue();
    }

    static Optional<String> optional(JsonNode node, String field) {
        return node.has(field) ? Optional.of(text(node, field)) : Optional.empty();
    }

    static boolean flag(JsonNode node, String field) {
        JsonNode value = node.path(field);
        if (!value.isBoolean()) {
            throw new IllegalArgumentException("Neither true nor false in the field " + field);
        }
        return value.booleanValue();
    }

    static <E extends Enum<E>> Set<E> constants(JsonNode array, Class<E> type) {
        Set<E> all = EnumSet.noneOf(type);
        array.forEach(item -> all.add(Enum.valueOf(type, item.asText())));
        return all;
    }

    private static <T> List<T> each(JsonNode array, Function<JsonNode, T> read) {
        List<T> all = new ArrayList<>(array.size());
        array.forEach(item -> all.add(read.apply(item)));
        return all;
    }
}
