package io.jenkins.lib.releasegates.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.verify.files.Line;
import io.jenkins.lib.releasegates.verify.files.RefusedLineException;
import io.jenkins.lib.releasegates.verify.files.StrictJson;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What every line of a trail has to look like, by itself: docs/formats/trail.md, version 1. */
final class EntryForm {

    /** Bytes of the longest line, without its line feed. */
    static final int MAX_BYTES = 48 * 1024;

    /** Beyond it a double, and so RFC 8785, can't tell two numbers apart. */
    private static final long MAX_SEQ = (1L << 53) - 1;

    private static final Set<String> MEMBERS =
            new TreeSet<>(Set.of("at", "body", "kind", "origin", "prev", "seq", "subject", "v"));
    /** Each digit is the largest that may stand there. */
    private static final String AT = "9999-19-39T29:59:59.999Z";

    private static final Set<String> KINDS = Set.of(
            Entry.EVIDENCE_RECORDED,
            Entry.GATE_JUDGED,
            Entry.DECISION_MADE,
            Entry.KEY_ROTATED,
            Entry.DECISION_REVOKED,
            Entry.DEPLOYMENT_STARTED,
            Entry.DEPLOYMENT_ENDED,
            Entry.APPROVAL_ASKED,
            Entry.APPROVAL_ANSWERED,
            Entry.APPROVAL_ENDED,
            Entry.APPROVAL_REMINDED,
            Entry.WAIVER_ASKED,
            Entry.WAIVER_ANSWERED,
            Entry.BREAK_GLASS_ASKED,
            Entry.BREAK_GLASS_ANSWERED,
            Entry.BREAK_GLASS_REVIEWED,
            Entry.INPUT_ANSWERED,
            Entry.READINESS_ANSWERED,
            Entry.READINESS_WITHDRAWN,
            Entry.READINESS_CONFIRMED,
            Entry.READINESS_FOLLOW_UP,
            Entry.READINESS_FOLLOW_UP_DONE,
            Entry.READINESS_CHECKED,
            Entry.CONFIGURATION_CHANGED,
            Entry.EVIDENCE_ERASED,
            Entry.PERSONS_ERASED,
            Entry.JOB_CHANGED,
            Entry.BUILD_CHANGED);
    private static final Pattern DECISION = Pattern.compile("([0-9a-f]{16})/(0|[1-9][0-9]{0,15})");
    private static final Pattern KIND = Pattern.compile("[a-z][a-z0-9-]{0,63}");
    private static final int ORIGIN_DIGITS = 16;
    private static final String DIGEST = "sha256:";

    private EntryForm() {}

    static Entry read(Line line) throws RefusedLineException {
        if (line.length() > MAX_BYTES) {
            throw new RefusedLineException("the line has " + line.length() + " bytes, allowed are " + MAX_BYTES);
        }
        ObjectNode json = StrictJson.read(line.bytes());
        if (!json.path("v").isInt() || json.path("v").intValue() != 1) {
            throw new RefusedLineException("found version " + json.path("v") + " of the format, expected 1");
        }
        if (json.size() != MEMBERS.size() || !has(json, MEMBERS)) {
            Set<String> found = new TreeSet<>();
            json.fieldNames().forEachRemaining(found::add);
            throw new RefusedLineException("found the members " + found + ", expected " + MEMBERS);
        }
        JsonNode seq = json.path("seq");
        if (!seq.isIntegralNumber() || !seq.canConvertToLong() || seq.longValue() < 0 || seq.longValue() > MAX_SEQ) {
            throw new RefusedLineException("found the number " + seq + " in seq, expected an integer from 0");
        }
        if (json.path("subject") instanceof ObjectNode subject && json.path("body") instanceof ObjectNode body) {
            Entry entry = new Entry(
                    seq.longValue(),
                    at(json),
                    kind(json),
                    origin(json),
                    digest(json, "prev"),
                    subject,
                    body,
                    line.hash());
            checkBody(entry);
            return entry;
        }
        throw new RefusedLineException("expected objects in subject and body");
    }

    private static void checkBody(Entry entry) throws RefusedLineException {
        ObjectNode body = entry.body();
        if (entry.cut()) {
            digest(body, "cut");
        }
        JsonNode people = body.path("people");
        for (Iterator<Map.Entry<String, JsonNode>> fields = people.fields(); fields.hasNext(); ) {
            digest(people, fields.next().getKey());
        }
        switch (entry.kind()) {
            case Entry.EVIDENCE_RECORDED -> {
                digest(body, "evidence");
                flag(body, "judged");
                JsonNode stored = body.path("storedBytes");
                if (!stored.isIntegralNumber() || !stored.canConvertToLong() || stored.longValue() < 0) {
                    throw new RefusedLineException("found " + stored + " in storedBytes, expected a number of bytes");
                }
            }
            case Entry.GATE_JUDGED -> {
                text(body, "gate");
                text(body.path("verdict"), "kind");
                text(body, "criticality");
                flag(body, "advisory");
            }
            case Entry.DECISION_MADE -> {
                digest(body, "evidence");
                if (!body.path("gates").isArray()) {
                    throw new RefusedLineException("found no list in gates, expected the gates of the decision");
                }
                for (JsonNode gate : body.path("gates")) {
                    text(gate, "gate");
                    text(gate, "verdict");
                    text(gate, "criticality");
                    flag(gate, "advisory");
                }
            }
            case Entry.KEY_ROTATED -> {
                text(body, "key");
                text(body, "possession");
                for (String optional : List.of("previous", "endorsement")) {
                    if (body.has(optional)) {
                        text(body, optional);
                    }
                }
                aboutTheLedger(entry);
            }
            case Entry.DECISION_REVOKED -> earlierEntry(entry, "decision");
            case Entry.DEPLOYMENT_STARTED -> deployed(entry, "decision");
            case Entry.DEPLOYMENT_ENDED -> {
                text(body, "outcome");
                deployed(entry, "deployment");
            }
            case Entry.APPROVAL_ASKED -> {
                digest(body, "content");
                verified(body.path("changes"));
                deployed(entry, "decision");
            }
            case Entry.APPROVAL_ANSWERED -> {
                digest(body, "content");
                text(body, "answer");
                text(body, "status");
                if (body.has("reauthenticated")) {
                    flag(body, "reauthenticated");
                }
                deployed(entry, "request");
            }
            case Entry.APPROVAL_ENDED -> {
                text(body, "status");
                deployed(entry, "request");
            }
            case Entry.APPROVAL_REMINDED -> {
                text(body, "deadline");
                deployed(entry, "reminds");
            }
            case Entry.WAIVER_ASKED -> {
                text(body, "gate");
                digest(body, "grounds");
                text(body, "expires");
                deployed(entry, "decision");
            }
            case Entry.WAIVER_ANSWERED -> {
                text(body, "answer");
                deployed(entry, "waiver");
            }
            case Entry.BREAK_GLASS_ASKED -> {
                text(body, "deadline");
                deployed(entry, "decision");
            }
            case Entry.BREAK_GLASS_ANSWERED -> {
                text(body, "answer");
                deployed(entry, "breakGlass");
            }
            case Entry.BREAK_GLASS_REVIEWED -> {
                text(body, "finding");
                deployed(entry, "breakGlass");
            }
            case Entry.INPUT_ANSWERED -> {
                text(body, "input");
                text(body, "answer");
                text(entry.subject(), "build");
            }
            case Entry.READINESS_ANSWERED, Entry.READINESS_FOLLOW_UP -> ready(body);
            case Entry.READINESS_WITHDRAWN, Entry.READINESS_CONFIRMED, Entry.READINESS_FOLLOW_UP_DONE -> {
                ready(body);
                earlierEntry(entry, "statement");
            }
            case Entry.READINESS_CHECKED -> {
                ready(body);
                text(entry.subject(), "build");
            }
            case Entry.EVIDENCE_ERASED -> {
                digest(body, "evidence");
                aboutTheLedger(entry);
            }
            case Entry.PERSONS_ERASED -> {
                earlier(entry);
                aboutTheLedger(entry);
            }
            case Entry.CONFIGURATION_CHANGED -> {
                text(body, "part");
                aboutTheLedger(entry);
            }
            case Entry.JOB_CHANGED, Entry.BUILD_CHANGED -> {
                text(body, "before");
                text(entry.subject(), "job");
                if (text(body, "change").equals("CONFIGURED")) {
                    configured(entry);
                }
            }
            default -> {
                // Later versions of the writer know more kinds; the chain holds them all.
            }
        }
    }

    /** No more commits can be verified than there are. */
    private static void verified(JsonNode changes) throws RefusedLineException {
        JsonNode verified = changes.path("verified");
        if (!verified.isMissingNode()
                && !(verified.isInt()
                        && verified.intValue() >= 0
                        && verified.intValue() <= changes.path("commits").asInt())) {
            throw new RefusedLineException(
                    "found " + verified + " in changes.verified, expected a number of these commits");
        }
    }

    private static void configured(Entry entry) throws RefusedLineException {
        if (!entry.kind().equals(Entry.JOB_CHANGED)) {
            throw new RefusedLineException("found the change CONFIGURED of a build, expected one of a job");
        }
        digest(entry.body(), "configuration");
        if (entry.body().has("configurationBefore")) {
            digest(entry.body(), "configurationBefore");
        }
    }

    private static void ready(ObjectNode body) throws RefusedLineException {
        text(body, "service");
        text(body, "checklist");
        text(body, "item");
        digest(body, "itemDigest");
    }

    private static void aboutTheLedger(Entry entry) throws RefusedLineException {
        if (!entry.subject().isEmpty()) {
            throw new RefusedLineException("found the subject " + entry.subject()
                    + ", expected an empty object in an entry about the ledger itself");
        }
    }

    private static void deployed(Entry entry, String member) throws RefusedLineException {
        text(entry.body().path("environment"), "name");
        if (!entry.body().path("artifacts").isArray()) {
            throw new RefusedLineException("found no list in artifacts, expected what it is about");
        }
        for (JsonNode artifact : entry.body().path("artifacts")) {
            digest(artifact, "digest");
        }
        earlierEntry(entry, member);
    }

    private static void earlierEntry(Entry entry, String member) throws RefusedLineException {
        String id = text(entry.body(), member);
        Matcher matcher = DECISION.matcher(id);
        if (!matcher.matches()
                || !matcher.group(1).equals(entry.origin())
                || Long.parseLong(matcher.group(2)) >= entry.seq()) {
            throw refused(id, member, entry.origin() + "/ and the number of an earlier entry");
        }
    }

    private static void earlier(Entry entry) throws RefusedLineException {
        if (!entry.body().path("entries").isArray()) {
            throw new RefusedLineException("found no list in entries, expected the numbers of earlier entries");
        }
        for (JsonNode number : entry.body().path("entries")) {
            if (!number.isIntegralNumber()
                    || !number.canConvertToLong()
                    || number.longValue() < 0
                    || number.longValue() >= entry.seq()) {
                throw new RefusedLineException(
                        "found " + number + " in entries, expected the number of an earlier entry");
            }
        }
    }

    private static boolean has(ObjectNode json, Set<String> members) {
        for (String member : members) {
            if (!json.has(member)) {
                return false;
            }
        }
        return true;
    }

    private static Digest digest(JsonNode node, String member) throws RefusedLineException {
        String text = text(node, member);
        try {
            if (text.startsWith(DIGEST)) {
                return new Digest(text.substring(DIGEST.length()));
            }
        } catch (IllegalArgumentException e) {
            throw refused(text, member, "sha256: and 64 hexadecimal digits");
        }
        throw refused(text, member, "sha256: and 64 hexadecimal digits");
    }

    private static String at(JsonNode node) throws RefusedLineException {
        String text = text(node, "at");
        boolean right = text.length() == AT.length();
        for (int i = 0; right && i < text.length(); i++) {
            char largest = AT.charAt(i);
            char found = text.charAt(i);
            right = Character.isDigit(largest) ? found >= '0' && found <= largest : found == largest;
        }
        if (!right) {
            throw refused(text, "at", "2026-11-21T10:00:00.000Z");
        }
        return text;
    }

    private static String kind(JsonNode node) throws RefusedLineException {
        String text = text(node, "kind");
        if (!KINDS.contains(text) && !KIND.matcher(text).matches()) {
            throw refused(text, "kind", KIND.toString());
        }
        return text;
    }

    private static String origin(JsonNode node) throws RefusedLineException {
        String text = text(node, "origin");
        boolean right = text.length() == ORIGIN_DIGITS;
        for (int i = 0; right && i < text.length(); i++) {
            char digit = text.charAt(i);
            right = digit >= '0' && digit <= '9' || digit >= 'a' && digit <= 'f';
        }
        if (!right) {
            throw refused(text, "origin", ORIGIN_DIGITS + " hexadecimal digits");
        }
        return text;
    }

    private static RefusedLineException refused(String text, String member, String form) {
        return new RefusedLineException("found \"" + text + "\" in " + member + ", expected the form " + form);
    }

    private static String text(JsonNode node, String member) throws RefusedLineException {
        JsonNode value = node.path(member);
        if (!value.isTextual()) {
            throw new RefusedLineException(
                    "found " + (value.isMissingNode() ? "nothing" : value) + " in " + member + ", expected a text");
        }
        return value.textValue();
    }

    private static void flag(JsonNode node, String member) throws RefusedLineException {
        if (!node.path(member).isBoolean()) {
            throw new RefusedLineException("found neither true nor false in " + member);
        }
    }
}
