package io.jenkins.lib.releasegates.statement;

import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.statement.document.Quoted;
import io.jenkins.lib.releasegates.statement.document.RefusedDocumentException;
import io.jenkins.lib.releasegates.statement.document.StrictObject;
import io.jenkins.lib.releasegates.statement.envelope.Envelope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A statement of <a href="https://github.com/in-toto/attestation/blob/main/spec/v1/statement.md">in-toto, version 1</a>, that somebody trusted has
 * signed: something is said about these subjects.
 *
 * @param subjects what it is about, at least one
 * @param predicateType what kind of thing is said
 * @param predicate what is said; without members when the statement has none
 */
public record Statement(List<Subject> subjects, String predicateType, StrictObject predicate) {

    /** The version of in-toto's statements that is read and written. */
    public static final String TYPE = "https://in-toto.io/Statement/v1";

    /** The type of a statement in an envelope, as it is written. */
    public static final String PAYLOAD_TYPE = "application/vnd.in-toto+json";

    private static final Pattern PAYLOAD_TYPES = Pattern.compile("application/vnd\\.in-toto(\\.[\\w-]{1,60})?\\+json");

    /**
     * One subject.
     *
     * @param name for people
     * @param sha256 empty where only other digests are given
     * @param annotations what else is said about it; without members when there is nothing
     */
    public record Subject(Optional<String> name, Optional<Digest> sha256, StrictObject annotations) {}

    public Statement {
        subjects = List.copyOf(subjects);
    }

    /**
     * Reads what was signed.
     *
     * @throws RefusedDocumentException when it is no statement, with what was found and what is allowed
     */
    public static Statement of(Envelope.Verified signed) throws RefusedDocumentException {
        if (!PAYLOAD_TYPES.matcher(signed.type()).matches()) {
            throw new RefusedDocumentException(
                    "payloadType: found " + Quoted.of(signed.type()) + ", allowed: " + PAYLOAD_TYPE);
        }
        StrictObject statement = StrictObject.read(signed.body());
        statement.constant("_type", TYPE);
        List<Subject> subjects = new ArrayList<>();
        for (StrictObject subject : statement.objects("subject")) {
            subjects.add(new Subject(
                    subject.optionalText("name"), subject.sha256("digest"), subject.objectOrEmpty("annotations")));
        }
        if (subjects.isEmpty()) {
            throw statement.refused("subject", "no subject", "at least one");
        }
        return new Statement(subjects, statement.text("predicateType"), statement.objectOrEmpty("predicate"));
    }
}
