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
import java.util.regex.Pattern;

/** What every line of a trail has to look like, by itself: docs/formats/trail.md, version 1. */
final class EntryForm {

    /** Bytes of the longest line, without its line feed. */
    static final int MAX_BYTES = 48 * 1024;

    /** Beyond it a double, and so RFC 8785, can't tell two numbers apart. */
    private static final long MAX_SEQ = (1L << 53) - 1;

    private static final Set<String> MEMBERS =
            new TreeSet<>(Set.of("at", "body", "kind", "origin", "prev", "seq", "subject", "v"));
    private static final Pattern AT =
            Pattern.compile("[0-9]{4}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]\\.[0-9]{3}Z");
    private static final Pattern KIND = Pattern.compile("[a-z][a-z0-9-]{0,63}");
    private static final Pattern ORIGIN = Pattern.compile("[0-9a-f]{16}");
    private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");

    private EntryForm() {}

    static Entry read(Line line) throws RefusedLineException {
        if (line.length() > MAX_BYTES) {
            throw new RefusedLineException("the line has " + line.length() + " bytes, allowed are " + MAX_BYTES);
        }
        ObjectNode json = StrictJson.read(line.bytes());
        if (!json.path("v").isInt() || json.path("v").intValue() != 1) {
            throw new RefusedLineException("found version " + json.path("v") + " of the format, expected 1");
        }
        if (json.size() != MEMBERS.size() || !MEMBERS.stream().allMatch(json::has)) {
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
                    text(json, "at", AT),
                    text(json, "kind", KIND),
                    text(json, "origin", ORIGIN),
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
                if (!entry.subject().isEmpty()) {
                    throw new RefusedLineException("found the subject " + entry.subject()
                            + ", expected an empty object in an entry that names a key");
                }
            }
            default -> {
                // Later versions of the writer know more kinds; the chain holds them all.
            }
        }
    }

    private static Digest digest(JsonNode node, String member) throws RefusedLineException {
        return Digest.parse(text(node, member, DIGEST));
    }

    private static String text(JsonNode node, String member, Pattern form) throws RefusedLineException {
        String text = text(node, member);
        if (!form.matcher(text).matches()) {
            throw new RefusedLineException("found \"" + text + "\" in " + member + ", expected the form " + form);
        }
        return text;
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
