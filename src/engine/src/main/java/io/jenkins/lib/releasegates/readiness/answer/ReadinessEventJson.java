package io.jenkins.lib.releasegates.readiness.answer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.releasegates.digest.CanonicalJson;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.readiness.answer.ReadinessEvent.Answered;
import io.jenkins.lib.releasegates.readiness.answer.ReadinessEvent.Cases;
import io.jenkins.lib.releasegates.readiness.answer.ReadinessEvent.Checked;
import io.jenkins.lib.releasegates.readiness.answer.ReadinessEvent.FollowUpDone;
import io.jenkins.lib.releasegates.readiness.answer.ReadinessEvent.FollowUpOpened;
import io.jenkins.lib.releasegates.readiness.answer.ReadinessEvent.Head;
import io.jenkins.lib.releasegates.readiness.answer.ReadinessEvent.NotApplicableConfirmed;
import io.jenkins.lib.releasegates.readiness.answer.ReadinessEvent.Withdrawn;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Events as the record keeps them: a kind, a body without names and without anything typed, and beside it the clear values of which the record holds
 * commitments. Described in docs/formats/readiness-checklist.md. Thread-safe.
 */
public final class ReadinessEventJson {

    /** Field of the account of who acted. */
    public static final String ACTOR = "actor.id";

    /** Field of the reason. */
    public static final String REASON = "reason";

    /** Field of the account of who will do what follows. */
    public static final String OWNER = "followUp.owner";

    static final int VERSION = 1;
    static final String EVIDENCE = "evidence.";

    private ReadinessEventJson() {}

    /**
     * An event as it is kept.
     *
     * @param kind of the entry
     * @param body canonical JSON
     * @param clear values by field, as far as they are kept
     */
    public record Kept(String kind, String body, Map<String, String> clear) {
        public Kept {
            clear = Collections.unmodifiableMap(new TreeMap<>(clear));
        }
    }

    /** The kinds of entries. */
    public static final List<String> KINDS = List.of(
            "readiness-answered",
            "readiness-withdrawn",
            "readiness-not-applicable-confirmed",
            "readiness-follow-up-opened",
            "readiness-follow-up-done",
            "readiness-checked");

    /** The event, to be kept. */
    public static Kept write(ReadinessEvent event) {
        ObjectNode body = head(event.head());
        Map<String, String> clear = new TreeMap<>();
        String kind = event.fold(new Writer(body, clear));
        return new Kept(kind, new String(CanonicalJson.bytes(body), StandardCharsets.UTF_8), clear);
    }

    /**
     * The event of an entry.
     *
     * @param id of the entry
     * @param actor what the entry calls who acted by; nobody's for a check
     * @throws UnreadableEventException naming the member, what was found and what is allowed; members that aren't known are passed over
     */
    public static ReadinessEvent read(String id, Instant at, Digest actor, Kept kept) throws UnreadableEventException {
        return EventReader.read(id, at, actor, kept);
    }

    private static ObjectNode head(Head head) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("version", VERSION)
                .put("service", head.service())
                .put("checklist", head.checklist())
                .put("item", head.item())
                .put("itemDigest", head.itemDigest().toString());
    }

    /** Writes what each kind has of its own, and tells the kind. */
    private static final class Writer implements Cases<String> {

        private final ObjectNode body;
        private final Map<String, String> clear;

        Writer(ObjectNode body, Map<String, String> clear) {
            this.body = body;
            this.clear = clear;
        }

        @Override
        public String answered(Answered event) {
            said(event.by(), event.reason());
            body.put("answer", event.answer().name());
            evidence(event.evidence());
            event.expires().ifPresent(expires -> body.put("expires", expires.toString()));
            return KINDS.get(0);
        }

        @Override
        public String withdrawn(Withdrawn event) {
            said(event.by(), event.reason());
            body.put("statement", event.statement());
            return KINDS.get(1);
        }

        @Override
        public String notApplicableConfirmed(NotApplicableConfirmed event) {
            said(event.by(), event.reason());
            body.put("statement", event.statement());
            return KINDS.get(2);
        }

        @Override
        public String followUpOpened(FollowUpOpened event) {
            said(event.by(), event.reason());
            body.put("owned", event.owner().given());
            event.owner().text().ifPresent(owner -> clear.put(OWNER, owner));
            body.put("due", event.due().toString());
            return KINDS.get(3);
        }

        @Override
        public String followUpDone(FollowUpDone event) {
            said(event.by(), event.reason());
            body.put("statement", event.statement());
            evidence(event.evidence());
            return KINDS.get(4);
        }

        @Override
        public String checked(Checked event) {
            body.put("verdict", event.verdict().name());
            return KINDS.get(5);
        }

        private void said(Voice by, Typed reason) {
            body.put("inRole", by.inRole()).put("reasoned", reason.given());
            by.account().ifPresent(account -> clear.put(ACTOR, account));
            reason.text().ifPresent(text -> clear.put(REASON, text));
        }

        private void evidence(List<GivenEvidence> evidence) {
            ArrayNode list = body.putArray("evidence");
            for (int i = 0; i < evidence.size(); i++) {
                GivenEvidence one = evidence.get(i);
                ObjectNode json = list.addObject().put("kind", one.kind().name());
                one.digest().ifPresent(digest -> json.put("digest", digest.toString()));
                Optional<String> location = one.location().text();
                if (location.isPresent()) {
                    clear.put(EVIDENCE + i, location.get());
                }
            }
        }
    }
}
