package io.jenkins.lib.releasegates.statement.fuzz;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import io.jenkins.lib.releasegates.statement.DecisionStatement;
import io.jenkins.lib.releasegates.statement.DecisionSummary;
import io.jenkins.lib.releasegates.statement.RevocationList;
import io.jenkins.lib.releasegates.statement.Statement;
import io.jenkins.lib.releasegates.statement.Statements;
import io.jenkins.lib.releasegates.statement.admission.Admission;
import io.jenkins.lib.releasegates.statement.admission.Requirement;
import io.jenkins.lib.releasegates.statement.admission.SignedRevocations;
import io.jenkins.lib.releasegates.statement.admission.StatementCheck;
import io.jenkins.lib.releasegates.statement.document.RefusedDocumentException;
import io.jenkins.lib.releasegates.statement.envelope.Bundle;
import io.jenkins.lib.releasegates.statement.envelope.Envelope;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Feeds the readers an input as an envelope or bundle, as what a trusted key has signed, and as a revocation list. Each ends with an answer or with a
 * refusal for people; what was read is written again and read the same; and what isn't signed admits nothing.
 */
public final class StatementFuzzer {

    private static final Duration DAY = Duration.ofHours(24);
    private static final int MAX_MESSAGE = 6_000;

    private StatementFuzzer() {}

    public static void fuzzerTestOneInput(FuzzedDataProvider data) {
        byte[] bytes = data.consumeRemainingAsBytes();
        asEnvelope(bytes);
        byte[] signed =
                Envelope.sign(Statement.PAYLOAD_TYPE, bytes, Statements.SIGNER).json();
        asStatement(bytes, signed);
        asRevocations(signed);
    }

    private static void asEnvelope(byte[] bytes) {
        try {
            List<Bundle.Item> items = Bundle.read(bytes);
            boolean anySigned = false;
            for (Bundle.Item item : items) {
                if (item instanceof Bundle.Item.Refused refused) {
                    forPeople(refused.reason());
                } else {
                    Envelope envelope = ((Bundle.Item.Read) item).envelope();
                    anySigned |= envelope.verified(Statements.trusted()).isPresent();
                    byte[] json = envelope.json();
                    if (!Arrays.equals(json, Envelope.read(json).json())) {
                        throw new IllegalStateException("Read otherwise than written");
                    }
                }
            }
            Admission admission = admission(bytes, Optional.empty());
            if (admission.admitted()) {
                throw new IllegalStateException("Admitted without revocations");
            }
            if (!anySigned
                    && admission.examined().stream()
                            .anyMatch(one -> one.decision().isPresent())) {
                throw new IllegalStateException("Read what nobody has signed");
            }
        } catch (RefusedDocumentException e) {
            forPeople(e.reason());
        }
    }

    private static void asStatement(byte[] bytes, byte[] signed) {
        try {
            Admission admission = admission(signed, Optional.of(Statements.text(Statements.revocations())));
            Predicate<DecisionSummary> same = decision -> decision.artifacts().stream()
                    .anyMatch(artifact -> artifact.digest().equals(Statements.ARTIFACT.digest()));
            for (Admission.Examined one : admission.examined()) {
                if (one.admits() && one.decision().filter(same).isEmpty()) {
                    throw new IllegalStateException("Admitted another file: " + one);
                }
            }
            Statement statement = Statement.of(
                    Envelope.read(signed).verified(Statements.trusted()).orElseThrow());
            DecisionSummary summary = DecisionStatement.read(statement);
            DecisionSummary again = DecisionStatement.read(Statements.statement(Statements.text(summary)));
            if (!again.equals(summary)) {
                throw new IllegalStateException(
                        "Read otherwise than written: " + new String(bytes, StandardCharsets.UTF_8));
            }
        } catch (RefusedDocumentException e) {
            forPeople(e.reason());
        }
    }

    private static void asRevocations(byte[] signed) {
        try {
            SignedRevocations source = SignedRevocations.read(signed, Statements.trusted(), Statements.NOW, DAY);
            forPeople(source.words());
            RevocationList list = RevocationList.read(Statement.of(
                    Envelope.read(signed).verified(Statements.trusted()).orElseThrow()));
            RevocationList again = RevocationList.read(Statements.statement(Statements.text(list)));
            if (!again.equals(list)) {
                throw new IllegalStateException("Read otherwise than written: " + list);
            }
        } catch (RefusedDocumentException e) {
            forPeople(e.reason());
        }
    }

    private static Admission admission(byte[] statements, Optional<String> revocations)
            throws RefusedDocumentException {
        Optional<SignedRevocations> source = revocations.isEmpty()
                ? Optional.empty()
                : Optional.of(SignedRevocations.read(
                        Statements.signed(revocations.get()), Statements.trusted(), Statements.NOW, DAY));
        Admission admission = StatementCheck.check(
                statements,
                Requirement.of(
                        Statements.ARTIFACT, Statements.trusted(), Statements.NOW, DAY, source.map(list -> list)));
        for (Admission.Examined one : admission.examined()) {
            one.failed().forEach(StatementFuzzer::forPeople);
            one.holds().forEach(StatementFuzzer::forPeople);
        }
        return admission;
    }

    private static void forPeople(String message) {
        if (message.isBlank()
                || message.length() > MAX_MESSAGE
                || message.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalStateException("Not for people: " + message);
        }
    }
}
