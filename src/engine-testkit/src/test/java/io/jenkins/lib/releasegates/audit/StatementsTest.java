package io.jenkins.lib.releasegates.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.evidence.Artifact;
import io.jenkins.lib.releasegates.gate.ReleaseContext;
import io.jenkins.lib.releasegates.gate.Subject;
import io.jenkins.lib.releasegates.statement.DecisionSummary;
import io.jenkins.lib.releasegates.statement.admission.Admission;
import io.jenkins.lib.releasegates.statement.admission.Requirement;
import io.jenkins.lib.releasegates.statement.admission.SignedRevocations;
import io.jenkins.lib.releasegates.statement.admission.StatementCheck;
import io.jenkins.lib.releasegates.statement.envelope.EnvelopeKey;
import io.jenkins.lib.releasegates.testkit.ForgetfulDisk;
import io.jenkins.lib.releasegates.testkit.KeysInMemory;
import io.jenkins.lib.releasegates.testkit.Releases;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** From the ledger to whoever admits by a statement alone. */
class StatementsTest {

    private static final DecisionSummary.Verifier VERIFIER =
            new DecisionSummary.Verifier("https://ci.example.org/", Map.of("release-gates", "0.1.0"));
    private static final String RESOURCE = "https://ci.example.org/job/shop/1/";
    private static final Artifact JAR = Releases.artifact("target/shop.jar");

    private final ForgetfulDisk disk = new ForgetfulDisk();
    private final KeysInMemory keys = new KeysInMemory();

    private Ledger open() throws LedgerException {
        return Ledger.open(disk, new SecureRandom(), keys, Releases.NOW);
    }

    private static String decide(Ledger ledger, double coverage, Artifact... artifacts) throws LedgerException {
        ReleaseContext context = Releases.context(Releases.build(1), Releases.evidence(coverage, 0), artifacts);
        return ledger.record(Releases.decide(context), context, Releases.ALICE).id();
    }

    private static Admission check(Ledger ledger, Artifact artifact, byte[] statement) throws Exception {
        List<EnvelopeKey> trusted =
                List.of(EnvelopeKey.parse(ledger.key().orElseThrow().pem()));
        byte[] list = ledger.statements().revocations(Releases.NOW).json();
        SignedRevocations revocations =
                SignedRevocations.read(list, trusted, Releases.NOW.plusSeconds(60), Duration.ofHours(1));
        return StatementCheck.check(
                statement,
                Requirement.of(
                        artifact,
                        trusted,
                        Releases.NOW.plusSeconds(60),
                        Duration.ofHours(1),
                        Optional.of(revocations)));
    }

    @Test
    void shouldAdmitWhatTheLedgerHasAdmittedByTheStatementAlone() throws Exception {
        try (Ledger ledger = open()) {
            String decision = decide(ledger, 95, JAR);
            byte[] statement =
                    ledger.statements().of(decision, VERIFIER, RESOURCE).json();

            assertThat(check(ledger, JAR, statement).admitted()).isTrue();
            assertThat(check(ledger, Releases.artifact("other.jar"), statement).admitted())
                    .isFalse();
        }
    }

    @Test
    void shouldNotAdmitWhatFailedNorWhatWasRevokedMeanwhile() throws Exception {
        try (Ledger ledger = open()) {
            byte[] failed = ledger.statements()
                    .of(decide(ledger, 10, JAR), VERIFIER, RESOURCE)
                    .json();
            String decision = decide(ledger, 95, JAR);
            byte[] statement =
                    ledger.statements().of(decision, VERIFIER, RESOURCE).json();
            ledger.revocations().revoke(decision, Releases.ALICE, "CVE", Releases.NOW);

            assertThat(check(ledger, JAR, failed).admitted()).isFalse();
            assertThat(check(ledger, JAR, statement).admitted()).isFalse();
            assertThatThrownBy(() -> ledger.statements().of(decision, VERIFIER, RESOURCE))
                    .hasMessageContaining("was revoked");
        }
    }

    @Test
    void shouldStateNothingWithoutArtifactsDecisionOrKey() throws Exception {
        try (Ledger ledger = open()) {
            String withoutArtifact = decide(ledger, 95);
            assertThatThrownBy(() -> ledger.statements().of(withoutArtifact, VERIFIER, RESOURCE))
                    .hasMessageContaining("no artifact");
            assertThatThrownBy(() -> ledger.statements().of("nonsense", VERIFIER, RESOURCE))
                    .hasMessageContaining("has no decision");
        }
        try (Ledger unsigned = Ledger.open(new ForgetfulDisk(), new SecureRandom())) {
            String decision = decide(unsigned, 95, JAR);
            assertThatThrownBy(() -> unsigned.statements().of(decision, VERIFIER, RESOURCE))
                    .hasMessageContaining("isn't signed");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Subject.Origin.class,
            names = {"REPLAY", "RESTARTED_FROM_STAGE"})
    void shouldStateNothingAboutWhatAReplayedOrRestartedBuildDecided(Subject.Origin origin) throws Exception {
        try (Ledger ledger = open()) {
            ReleaseContext context = Releases.context(Releases.build(2, "main", origin), Releases.evidence(95, 0), JAR);
            String decision = ledger.record(Releases.decide(context), context, Releases.ALICE)
                    .id();

            assertThatThrownBy(() -> ledger.statements().of(decision, VERIFIER, RESOURCE))
                    .hasMessageContaining("replayed or restarted from a stage");
        }
    }

    @Test
    void shouldSignWithTheKeyInForceAndListNoRevocationThatHasExpired() throws Exception {
        try (Ledger ledger = open()) {
            String decision = decide(ledger, 95, JAR);
            ledger.rotateKey(Releases.ALICE, Releases.NOW);
            byte[] statement =
                    ledger.statements().of(decision, VERIFIER, RESOURCE).json();
            assertThat(check(ledger, JAR, statement).admitted()).isTrue();

            ledger.revocations().revoke(decision, Releases.ALICE, "CVE", Releases.NOW);
            String later = new String(ledger.statements()
                    .revocations(Releases.NOW.plus(Duration.ofDays(30)))
                    .verified(
                            List.of(EnvelopeKey.parse(ledger.key().orElseThrow().pem())))
                    .orElseThrow()
                    .body());
            assertThat(later).contains("\"revoked\":[]");
        }
    }
}
