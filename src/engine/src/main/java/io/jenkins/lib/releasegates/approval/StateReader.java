package io.jenkins.lib.releasegates.approval;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.lib.releasegates.approval.ApprovalContent.Judged;
import io.jenkins.lib.releasegates.approval.ApprovalContent.VerdictKind;
import io.jenkins.lib.releasegates.approval.ApprovalJson.UnreadableApprovalException;
import io.jenkins.lib.releasegates.approval.ApprovalRequest.Ending;
import io.jenkins.lib.releasegates.approval.ApprovalRequest.Status;
import io.jenkins.lib.releasegates.approval.Exclusions.AuthorProof;
import io.jenkins.lib.releasegates.approval.Exclusions.Doubt;
import io.jenkins.lib.releasegates.approval.Exclusions.Ground;
import io.jenkins.lib.releasegates.approval.Exclusions.IdentityKind;
import io.jenkins.lib.releasegates.approval.Exclusions.Involvement;
import io.jenkins.lib.releasegates.approval.Exclusions.Signed;
import io.jenkins.lib.releasegates.approval.Exclusions.UnknownAuthorship;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.policy.document.Issues;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** One object of the state that {@link ApprovalJson} writes, asked for one member after the other. */
final class StateReader {

    private static final ObjectMapper MAPPER = new ObjectMapper(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(8)
                            .maxNumberLength(20)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final JsonNode json;
    private final String path;

    private StateReader(JsonNode json, String path) {
        this.json = json;
        this.path = path;
    }

    static ApprovalRequest read(String text) throws UnreadableApprovalException {
        if (text.length() > ApprovalJson.MAX_LENGTH) {
            throw new UnreadableApprovalException(
                    "Found " + text.length() + " characters, allowed: at most " + ApprovalJson.MAX_LENGTH);
        }
        try {
            return new StateReader(MAPPER.readTree(text), "").request();
        } catch (JsonProcessingException e) {
            throw new UnreadableApprovalException("Found no JSON of an approval: "
                    + Issues.quoted(e.getOriginalMessage().lines().findFirst().orElse("")));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new UnreadableApprovalException(
                    "Found a state that no approval has: " + Issues.quoted(String.valueOf(e.getMessage())));
        }
    }

    private ApprovalRequest request() throws UnreadableApprovalException {
        if (!json.path("version").isInt() || json.path("version").intValue() != ApprovalJson.VERSION) {
            throw refused("version", "the number " + ApprovalJson.VERSION);
        }
        ApprovalContent content = object("content").content();
        Optional<Ending> ending =
                json.has("ending") ? Optional.of(object("ending").ending()) : Optional.empty();
        return new ApprovalRequest(
                object("terms").terms(),
                content,
                object("exclusions").exclusions(),
                instant("askedAt"),
                answers(content.digest()),
                word("status", Status.class),
                ending);
    }

    private Ending ending() throws UnreadableApprovalException {
        return new Ending(instant("at"), text("words"));
    }

    private ApprovalTerms terms() throws UnreadableApprovalException {
        Issues issues = new Issues("rule");
        Optional<ApprovalRule> rule = ApprovalRule.read(text("rule"), issues);
        if (rule.isEmpty()) {
            throw new UnreadableApprovalException(
                    member("rule") + ": " + issues.inOrder().get(0));
        }
        return new ApprovalTerms(
                rule.get(),
                new ReasonRule(flag("reasonMandatory"), optionalText("ticket")),
                duration("timeout"),
                json.has("remindEvery") ? Optional.of(duration("remindEvery")) : Optional.empty(),
                optionalFlag("reauthenticate"));
    }

    private ApprovalContent content() throws UnreadableApprovalException {
        StateReader files = object("artifacts");
        SortedMap<String, Digest> artifacts = new TreeMap<>();
        for (Map.Entry<String, JsonNode> file : files.json.properties()) {
            artifacts.put(file.getKey(), files.digest(file.getKey()));
        }
        StateReader judgements = object("gates");
        SortedMap<String, Judged> gates = new TreeMap<>();
        for (Map.Entry<String, JsonNode> gate : judgements.json.properties()) {
            gates.put(gate.getKey(), judgements.object(gate.getKey()).judged());
        }
        ApprovalContent content = new ApprovalContent(artifacts, digest("policy"), digest("changes"), gates);
        if (!content.digest().equals(digest("digest"))) {
            throw refused("digest", "that of this content, " + content.digest());
        }
        return content;
    }

    private Judged judged() throws UnreadableApprovalException {
        Optional<Digest> evidence = json.has("evidence") ? Optional.of(digest("evidence")) : Optional.empty();
        return new Judged(word("verdict", VerdictKind.class), optionalText("waiver"), evidence);
    }

    private Exclusions exclusions() throws UnreadableApprovalException {
        Set<Ground> enforced = EnumSet.noneOf(Ground.class);
        for (String name : texts("enforced")) {
            enforced.add(constant("enforced", name, Ground.class));
        }
        List<Involvement> involved = new ArrayList<>();
        for (StateReader item : objects("involved", Exclusions.MAX_INVOLVED)) {
            involved.add(new Involvement(
                    item.word("ground", Ground.class),
                    item.word("kind", IdentityKind.class),
                    item.text("identity"),
                    item.text("detail"),
                    item.json.has("signed") ? Optional.of(item.object("signed").signed()) : Optional.empty()));
        }
        List<Doubt> doubts = new ArrayList<>();
        for (StateReader item : objects("doubts", Exclusions.MAX_INVOLVED)) {
            doubts.add(new Doubt(item.word("kind", Doubt.Kind.class), item.text("detail")));
        }
        AuthorProof authors = json.has("authors") ? word("authors", AuthorProof.class) : AuthorProof.CLAIMED;
        return new Exclusions(enforced, new UnknownAuthorship(optionalText("oneMoreOf")), authors, involved, doubts);
    }

    private Signed signed() throws UnreadableApprovalException {
        return new Signed(texts("principals"), text("committer"));
    }

    private List<Answer> answers(Digest shown) throws UnreadableApprovalException {
        List<Answer> answers = new ArrayList<>();
        for (StateReader item : objects("answers", ApprovalRequest.MAX_ANSWERS)) {
            String reason = item.text("reason");
            if (reason.length() > ReasonRule.MAX_REASON) {
                throw item.refused("reason", "at most " + ReasonRule.MAX_REASON + " characters");
            }
            answers.add(new Answer(
                    item.word("kind", Answer.Kind.class),
                    item.text("account"),
                    shown,
                    reason,
                    item.instant("at"),
                    new HashSet<>(item.texts("groups")),
                    item.optionalFlag("reauthenticated")));
        }
        return answers;
    }

    private String text(String name) throws UnreadableApprovalException {
        if (!json.path(name).isTextual()) {
            throw refused(name, "a text");
        }
        return json.path(name).textValue();
    }

    private Optional<String> optionalText(String name) throws UnreadableApprovalException {
        return json.has(name) ? Optional.of(text(name)) : Optional.empty();
    }

    private boolean flag(String name) throws UnreadableApprovalException {
        if (!json.path(name).isBoolean()) {
            throw refused(name, "true or false");
        }
        return json.path(name).booleanValue();
    }

    private boolean optionalFlag(String name) throws UnreadableApprovalException {
        return json.has(name) && flag(name);
    }

    private Instant instant(String name) throws UnreadableApprovalException {
        try {
            return Instant.parse(text(name));
        } catch (DateTimeException e) {
            throw refused(name, "an instant such as 2026-11-22T10:00:00Z");
        }
    }

    private Duration duration(String name) throws UnreadableApprovalException {
        try {
            return Duration.parse(text(name));
        } catch (DateTimeException e) {
            throw refused(name, "a duration such as PT24H");
        }
    }

    private Digest digest(String name) throws UnreadableApprovalException {
        try {
            return Digest.parse(text(name));
        } catch (IllegalArgumentException e) {
            throw refused(name, "sha256: and 64 hexadecimal digits");
        }
    }

    private <E extends Enum<E>> E word(String name, Class<E> words) throws UnreadableApprovalException {
        return constant(name, text(name), words);
    }

    private <E extends Enum<E>> E constant(String name, String found, Class<E> words)
            throws UnreadableApprovalException {
        for (E word : words.getEnumConstants()) {
            if (word.name().equals(found)) {
                return word;
            }
        }
        throw refused(name, "one of " + EnumSet.allOf(words));
    }

    private StateReader object(String name) throws UnreadableApprovalException {
        if (!json.path(name).isObject()) {
            throw refused(name, "an object");
        }
        return new StateReader(json.path(name), member(name));
    }

    private List<StateReader> objects(String name, int max) throws UnreadableApprovalException {
        List<StateReader> objects = new ArrayList<>();
        for (JsonNode item : array(name, max)) {
            StateReader object = new StateReader(item, member(name) + "[" + objects.size() + "]");
            if (!item.isObject()) {
                throw new UnreadableApprovalException(object.path + ": found " + shown(item) + ", allowed: an object");
            }
            objects.add(object);
        }
        return objects;
    }

    private List<String> texts(String name) throws UnreadableApprovalException {
        List<String> texts = new ArrayList<>();
        for (JsonNode item : array(name, ApprovalRule.MAX_DEMANDS + 1)) {
            if (!item.isTextual()) {
                throw refused(name, "an array of texts");
            }
            texts.add(item.textValue());
        }
        return texts;
    }

    private JsonNode array(String name, int max) throws UnreadableApprovalException {
        if (!json.path(name).isArray() || json.path(name).size() > max) {
            throw refused(name, "an array of at most " + max + " items");
        }
        return json.path(name);
    }

    private UnreadableApprovalException refused(String name, String allowed) {
        return new UnreadableApprovalException(
                member(name) + ": found " + shown(json.path(name)) + ", allowed: " + allowed);
    }

    private static String shown(JsonNode found) {
        return found.isMissingNode()
                ? "nothing"
                : found.isValueNode() ? Issues.quoted(found.asText()) : "an array or object";
    }

    private String member(String name) {
        String step = name.matches("[A-Za-z]{1,40}") ? name : Issues.quoted(name);
        return path.isEmpty() ? step : path + "." + step;
    }
}
