package io.jenkins.lib.releasegates.statement.fuzz;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import io.jenkins.lib.releasegates.evidence.Evidence;
import io.jenkins.lib.releasegates.evidence.EvidenceJson;
import io.jenkins.lib.releasegates.evidence.InvalidEvidenceException;
import io.jenkins.lib.releasegates.policy.Attester;
import io.jenkins.lib.releasegates.policy.StatementKind;
import io.jenkins.lib.releasegates.statement.DecisionStatement;
import io.jenkins.lib.releasegates.statement.DecisionSummary;
import io.jenkins.lib.releasegates.statement.RevocationList;
import io.jenkins.lib.releasegates.statement.Statement;
import io.jenkins.lib.releasegates.statement.Statements;
import io.jenkins.lib.releasegates.statement.admission.Admission;
import io.jenkins.lib.releasegates.statement.admission.Requirement;
import io.jenkins.lib.releasegates.statement.admission.SignedRevocations;
import io.jenkins.lib.releasegates.statement.admission.StatementCheck;
import io.jenkins.lib.releasegates.statement.attested.Attestations;
import io.jenkins.lib.releasegates.statement.attested.Attested;
import io.jenkins.lib.releasegates.statement.attested.StatementFile;
import io.jenkins.lib.releasegates.statement.document.RefusedDocumentException;
import io.jenkins.lib.releasegates.statement.envelope.Bundle;
import io.jenkins.lib.releasegates.statement.envelope.Envelope;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Feeds the readers an input as an envelope or bundle, as what a trusted key has signed, as evidence of others, and as a revocation list. Each ends with an answer or with a
 * refusal for people; what was read is written again and read the same; and what isn't signed admits nothing.
 */
public final class StatementFuzzer {

    private static final Duration DAY = Duration.ofHours(24);
    private static final int MAX_MESSAGE = 6_000;

    private static final Attester ATTESTER = new Attester(
            "farm",
            Statements.trusted(),
            EnumSet.allOf(StatementKind.class),
            Set.of("https://ci.example.com/builder"),
            Set.of("https://verifier.example.com"),
            Set.of("SLSA_BUILD_LEVEL_3"),
            Set.of(),
            Optional.of(DAY));

    private StatementFuzzer() {}

    public static void fuzzerTestOneInput(FuzzedDataProvider data) {
        byte[] bytes = data.consumeRemainingAsBytes();
        asEnvelope(bytes);
        byte[] signed =
                Envelope.sign(Statement.PAYLOAD_TYPE, bytes, Statements.SIGNER).json();
        asStatement(bytes, signed);
        asRevocations(signed);
        asAttestation(bytes, false);
        asAttestation(signed, true);
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

    private static void asAttestation(byte[] bytes, boolean signed) {
        Attested attested = Attestations.read(
                List.of(new StatementFile("a.json", bytes)),
                List.of(ATTESTER),
                List.of(Statements.ARTIFACT),
                Statements.NOW);
        attested.passedOver().forEach(StatementFuzzer::forPeople);
        Evidence evidence = attested.evidence();
        evidence.problems().forEach(problem -> forPeople(problem.toString()));
        evidence.reports().forEach(report -> forPeople(report.tool()));
        if (!signed && !evidence.reports().isEmpty()) {
            throw new IllegalStateException("Counted what nobody has signed");
        }
        if (evidence.reports().isEmpty()
                && evidence.measurements().values().stream().anyMatch(one -> one.value() != 0)) {
            throw new IllegalStateException("Measured what nothing said: " + evidence);
        }
        try {
            if (!EvidenceJson.read(EvidenceJson.write(evidence))
                    .measurements()
                    .keySet()
                    .equals(evidence.measurements().keySet())) {
                throw new IllegalStateException("Kept otherwise than measured: " + evidence);
            }
        } catch (InvalidEvidenceException e) {
            throw new IllegalStateException("Can't be kept: " + evidence, e);
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
