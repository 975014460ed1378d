package io.jenkins.lib.releasegates.statement;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.releasegates.digest.CanonicalJson;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.statement.document.RefusedDocumentException;
import io.jenkins.lib.releasegates.statement.envelope.Envelope;
import io.jenkins.lib.releasegates.statement.envelope.EnvelopeSigner;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A statement that is being written. For one use, by one thread. */
final class StatementJson {

    private static final DateTimeFormatter INSTANT = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final ObjectNode statement = JsonNodeFactory.instance.objectNode();
    private final ArrayNode subjects;
    private final ObjectNode predicate;

    StatementJson(String predicateType) {
        statement.put("_type", Statement.TYPE);
        subjects = statement.putArray("subject");
        statement.put("predicateType", predicateType);
        predicate = statement.putObject("predicate");
    }

    ObjectNode subject(String name, Digest digest) {
        ObjectNode subject = subjects.addObject().put("name", name);
        sha256(subject, digest);
        return subject;
    }

    ObjectNode predicate() {
        return predicate;
    }

    static void sha256(ObjectNode object, Digest digest) {
        object.putObject("digest").put("sha256", digest.hex());
    }

    static String text(Instant instant) {
        return INSTANT.format(instant);
    }

    /** Signed, unless nobody could read it for its length. */
    Envelope sign(EnvelopeSigner... signers) throws RefusedDocumentException {
        Envelope envelope = Envelope.sign(Statement.PAYLOAD_TYPE, CanonicalJson.bytes(statement), signers);
        int length = envelope.json().length;
        if (length > Envelope.MAX_BYTES) {
            throw new RefusedDocumentException("the statement would be an envelope of " + length
                    + " bytes, allowed are " + Envelope.MAX_BYTES + ": it is about " + subjects.size() + " subjects");
        }
        return envelope;
    }
}
