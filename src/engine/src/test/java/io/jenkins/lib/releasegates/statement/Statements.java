package io.jenkins.lib.releasegates.statement;

import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.evidence.Artifact;
import io.jenkins.lib.releasegates.gate.Purpose;
import io.jenkins.lib.releasegates.gate.Verdict;
import io.jenkins.lib.releasegates.statement.document.RefusedDocumentException;
import io.jenkins.lib.releasegates.statement.envelope.Envelope;
import io.jenkins.lib.releasegates.statement.envelope.EnvelopeKey;
import io.jenkins.lib.releasegates.statement.envelope.EnvelopeSigner;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Statements for tests: a good one, and what becomes of its text when somebody changes it before it is signed. */
public final class Statements {

    public static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    public static final String LOG = "release-gates/0123456789abcdef";
    public static final String DECISION = "0123456789abcdef/41";
    public static final Artifact ARTIFACT =
            new Artifact("shop.jar", Digest.of("shop".getBytes(StandardCharsets.UTF_8)), 4);
    public static final Digest POLICY = Digest.of("policy".getBytes(StandardCharsets.UTF_8));
    public static final EnvelopeSigner SIGNER = signer("Ed25519");
    public static final EnvelopeSigner STRANGER = signer("Ed25519");

    private Statements() {}

    public static EnvelopeSigner signer(String algorithm) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            if (algorithm.equals("EC")) {
                generator.initialize(256);
            }
            KeyPair pair = generator.generateKeyPair();
            return EnvelopeSigner.of(pair.getPrivate(), pair.getPublic());
        } catch (GeneralSecurityException | RefusedDocumentException e) {
            throw new IllegalStateException(e);
        }
    }

    public static List<EnvelopeKey> trusted() {
        return List.of(SIGNER.key());
    }

    /** Decided an hour ago for production, for a day. */
    public static DecisionSummary summary(Verdict.Kind outcome, Purpose purpose, Artifact... artifacts) {
        return new DecisionSummary(
                new DecisionSummary.Verifier("https://ci.example.com/release-gates", Map.of("release-gates", "0.1.0")),
                "https://repo.example.com/shop.jar",
                new DecisionSummary.AppliedPolicy("https://git.example.com/shop/release-policy.yaml", POLICY),
                new DecisionSummary.Recorded(
                        DECISION,
                        Digest.of("entry".getBytes(StandardCharsets.UTF_8)),
                        LOG,
                        Digest.of("evidence".getBytes(StandardCharsets.UTF_8)),
                        "0a1b2c",
                        Optional.of("Release")),
                outcome,
                outcome.admits(),
                purpose,
                NOW.minus(Duration.ofHours(1)),
                NOW.plus(Duration.ofHours(23)),
                Optional.of("production"),
                List.of(artifacts));
    }

    public static DecisionSummary passed() {
        return summary(Verdict.Kind.PASSED, Purpose.JUDGEMENT, ARTIFACT);
    }

    /** The text of the good statement. */
    public static String text() {
        return text(passed());
    }

    public static String text(DecisionSummary summary) {
        try {
            return body(DecisionStatement.sign(summary, SIGNER));
        } catch (RefusedDocumentException e) {
            throw new IllegalStateException(e);
        }
    }

    public static RevocationList revocations(Revoked... revoked) {
        return new RevocationList(
                LOG,
                Digest.of("head".getBytes(StandardCharsets.UTF_8)),
                NOW.minus(Duration.ofMinutes(10)),
                List.of(revoked));
    }

    public static String text(RevocationList list) {
        try {
            return body(list.sign(SIGNER));
        } catch (RefusedDocumentException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String body(Envelope envelope) {
        return new String(envelope.verified(trusted()).orElseThrow().body(), StandardCharsets.UTF_8);
    }

    /** An envelope around any text. */
    public static byte[] signed(String text) {
        return Envelope.sign(Statement.PAYLOAD_TYPE, text.getBytes(StandardCharsets.UTF_8), SIGNER)
                .json();
    }

    /** What is read from an envelope around that text. */
    public static Statement statement(String text) throws RefusedDocumentException {
        return Statement.of(Envelope.read(signed(text)).verified(trusted()).orElseThrow());
    }

    /** The text with a part exchanged that is there. */
    public static String changed(String text, String part, String other) {
        if (!text.contains(part)) {
            throw new IllegalArgumentException(part + " is not in " + text);
        }
        return text.replace(part, other);
    }
}
