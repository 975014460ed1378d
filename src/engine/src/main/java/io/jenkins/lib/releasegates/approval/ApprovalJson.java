package io.jenkins.lib.releasegates.approval;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.releasegates.digest.CanonicalJson;
import java.nio.charset.StandardCharsets;

/**
 * A request as one line of JSON, for keeping it while it waits; described in docs/formats/approval.md.
 *
 * <p>It holds accounts, addresses and reasons in clear: it is working state that goes with the build, not the record, and nothing of it may be
 * written there. Thread-safe.
 */
public final class ApprovalJson {

    /** The longest state that is read, in UTF-16 units. */
    public static final int MAX_LENGTH = 8 << 20;

    static final int VERSION = 1;

    private ApprovalJson() {}

    /** The state; {@link #read} gives an equal request. */
    public static String write(ApprovalRequest request) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("version", VERSION);
        json.put("askedAt", request.askedAt().toString());
        terms(json.putObject("terms"), request.terms());
        ObjectNode content = request.content().toJson();
        content.put("digest", request.content().digest().toString());
        json.set("content", content);
        exclusions(json.putObject("exclusions"), request.exclusions());
        ArrayNode answers = json.putArray("answers");
        request.answers().forEach(answer -> answer(answers.addObject(), answer));
        json.put("status", request.status().name());
        request.ending()
                .ifPresent(ending -> json.putObject("ending")
                        .put("at", ending.at().toString())
                        .put("words", ending.words()));
        return new String(CanonicalJson.bytes(json), StandardCharsets.UTF_8);
    }

    /**
     * Reads what {@link #write} wrote. Members that this version doesn't know are passed over.
     *
     * @throws UnreadableApprovalException naming the member, what was found and what is allowed, for everything else, also for a state that contradicts
     *     itself
     */
    public static ApprovalRequest read(String text) throws UnreadableApprovalException {
        return StateReader.read(text);
    }

    private static void terms(ObjectNode json, ApprovalTerms terms) {
        json.put("rule", terms.rule().words());
        json.put("reasonMandatory", terms.reason().mandatory());
        terms.reason().ticket().ifPresent(ticket -> json.put("ticket", ticket));
        json.put("timeout", terms.timeout().toString());
        terms.remindEvery().ifPresent(every -> json.put("remindEvery", every.toString()));
        if (terms.reauthenticate()) {
            json.put("reauthenticate", true);
        }
    }

    private static void exclusions(ObjectNode json, Exclusions exclusions) {
        ArrayNode enforced = json.putArray("enforced");
        exclusions.enforced().stream().sorted().forEach(ground -> enforced.add(ground.name()));
        exclusions.unknown().oneMoreOf().ifPresent(group -> json.put("oneMoreOf", group));
        if (exclusions.authors() != Exclusions.AuthorProof.CLAIMED) {
            json.put("authors", exclusions.authors().name());
        }
        ArrayNode involved = json.putArray("involved");
        exclusions.involved().forEach(involvement -> involvement(involved.addObject(), involvement));
        ArrayNode doubts = json.putArray("doubts");
        exclusions
                .doubts()
                .forEach(doubt ->
                        doubts.addObject().put("kind", doubt.kind().name()).put("detail", doubt.detail()));
    }

    private static void involvement(ObjectNode json, Exclusions.Involvement involvement) {
        json.put("ground", involvement.ground().name())
                .put("kind", involvement.kind().name())
                .put("identity", involvement.identity())
                .put("detail", involvement.detail());
        involvement.signed().ifPresent(signed -> {
            ObjectNode one = json.putObject("signed");
            one.put("committer", signed.committer());
            signed.principals().forEach(one.putArray("principals")::add);
        });
    }

    private static void answer(ObjectNode json, Answer answer) {
        json.put("kind", answer.kind().name());
        json.put("account", answer.account());
        json.put("reason", answer.reason());
        json.put("at", answer.at().toString());
        ArrayNode groups = json.putArray("groups");
        answer.groups().stream().sorted().forEach(groups::add);
        if (answer.reauthenticated()) {
            json.put("reauthenticated", true);
        }
    }

    /** A state can't be understood, so nothing of it counts; the message says where and why. */
    public static final class UnreadableApprovalException extends Exception {

        private static final long serialVersionUID = 1;

        UnreadableApprovalException(String message) {
            super(message);
        }
    }
}
