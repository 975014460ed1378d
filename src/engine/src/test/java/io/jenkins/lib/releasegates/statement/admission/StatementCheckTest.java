package io.jenkins.lib.releasegates.statement.admission;

import static io.jenkins.lib.releasegates.statement.Statements.ARTIFACT;
import static io.jenkins.lib.releasegates.statement.Statements.NOW;
import static io.jenkins.lib.releasegates.statement.Statements.POLICY;
import static io.jenkins.lib.releasegates.statement.Statements.SIGNER;
import static io.jenkins.lib.releasegates.statement.Statements.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.evidence.Artifact;
import io.jenkins.lib.releasegates.gate.Purpose;
import io.jenkins.lib.releasegates.gate.Verdict;
import io.jenkins.lib.releasegates.statement.RevocationList;
import io.jenkins.lib.releasegates.statement.Revoked;
import io.jenkins.lib.releasegates.statement.Statements;
import io.jenkins.lib.releasegates.statement.document.RefusedDocumentException;
import io.jenkins.lib.releasegates.statement.envelope.EnvelopeSigner;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StatementCheckTest {

    private static final Duration DAY = Duration.ofHours(24);
    private static final Digest OTHER = Digest.of("other".getBytes(StandardCharsets.UTF_8));
    private static final Requirement GOOD = demanding(list(Statements.revocations()));

    private static Requirement demanding(RevocationSource source) {
        return Requirement.of(ARTIFACT, Statements.trusted(), NOW, DAY, Optional.of(source))
                .byPolicy(Set.of(POLICY))
                .forEnvironment("production")
                .byVerifier("https://ci.example.com/release-gates")
                .forResource("https://repo.example.com/shop.jar");
    }

    private static RevocationSource list(RevocationList list) {
        return list(list, SIGNER);
    }

    private static RevocationSource list(RevocationList list, EnvelopeSigner signer) {
        try {
            return SignedRevocations.read(list.sign(signer).json(), Statements.trusted(), NOW, DAY);
        } catch (RefusedDocumentException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RevocationList issued(Duration ago) {
        RevocationList good = Statements.revocations();
        return new RevocationList(good.log(), good.head(), NOW.minus(ago), good.revoked());
    }

    private static Requirement with(String artifact, Digest digest) {
        return new Requirement(
                new Artifact(artifact, digest, 1),
                GOOD.keys(),
                GOOD.now(),
                GOOD.maxAge(),
                GOOD.revocations(),
                GOOD.policies(),
                GOOD.environment(),
                GOOD.verifier(),
                GOOD.resourceUri(),
                GOOD.rehearsals());
    }

    private static Requirement at(Duration later) {
        return Requirement.of(
                ARTIFACT, Statements.trusted(), NOW.plus(later), DAY, Optional.of(RevocationSource.notChecked()));
    }

    private static String text(Verdict.Kind outcome, Purpose purpose) {
        return Statements.text(Statements.summary(outcome, purpose, ARTIFACT));
    }

    private static String changed(String part, String other) {
        return Statements.changed(Statements.text(), part, other);
    }

    private static Admission check(String text, Requirement requirement) throws RefusedDocumentException {
        return StatementCheck.check(Statements.signed(text), requirement);
    }

    @Test
    void shouldAdmitWhatFulfilsEverythingAndSayWhatHolds() throws Exception {
        Admission admission = check(Statements.text(), GOOD);

        assertThat(admission.admitted()).isTrue();
        assertThat(admission.examined()).singleElement().satisfies(examined -> {
            assertThat(examined.failed()).isEmpty();
            assertThat(examined.decision()).contains(Statements.passed());
            assertThat(examined.holds())
                    .containsExactly(
                            "Signed by the trusted key Ed25519 "
                                    + SIGNER.key().id().substring(0, 16) + ".",
                            "The decision is about \"shop.jar\" with the digest " + ARTIFACT.digest() + ".",
                            "The result is PASSED (outcome PASSED), decision 0123456789abcdef/41 in the log \"release-gates/0123456789abcdef\".",
                            "Its purpose is JUDGEMENT.",
                            "It was decided at 2026-11-21T09:00:00Z.",
                            "It is valid until 2026-11-22T09:00:00Z.",
                            "It was made for the environment \"production\".",
                            "It was judged by the policy \"https://git.example.com/shop/release-policy.yaml\", "
                                    + POLICY + ".",
                            "The verifier is \"https://ci.example.com/release-gates\".",
                            "The address of the artifact is \"https://repo.example.com/shop.jar\".",
                            "Not among the 0 decisions of the revocation list that \"release-gates/0123456789abcdef\" issued at 2026-11-21T09:50:00Z.");
        });
    }

    static Stream<Arguments> refusals() {
        Revoked revoked = new Revoked(Statements.DECISION, NOW.minusSeconds(60));
        RevocationList otherLog = new RevocationList("release-gates/ff", POLICY, NOW, List.of());
        String good = Statements.text();
        return Stream.of(
                Arguments.of(
                        "the gates failed",
                        text(Verdict.Kind.FAILED, Purpose.JUDGEMENT),
                        GOOD,
                        "The result is FAILED: the gates came to FAILED"),
                Arguments.of(
                        "nothing was known",
                        text(Verdict.Kind.INCONCLUSIVE, Purpose.JUDGEMENT),
                        GOOD,
                        "The result is FAILED: the gates came to INCONCLUSIVE"),
                Arguments.of(
                        "a source was broken",
                        text(Verdict.Kind.ERROR, Purpose.JUDGEMENT),
                        GOOD,
                        "The result is FAILED: the gates came to ERROR"),
                Arguments.of(
                        "a failure is not passed for being a rehearsal",
                        text(Verdict.Kind.FAILED, Purpose.REHEARSAL),
                        GOOD.orRehearsed(),
                        "The result is FAILED"),
                Arguments.of(
                        "a rehearsal",
                        text(Verdict.Kind.PASSED, Purpose.REHEARSAL),
                        GOOD,
                        "It is a REHEARSAL, decided on somebody's machine; rehearsals weren't asked for."),
                Arguments.of(
                        "a purpose of the future",
                        changed("\"JUDGEMENT\"", "\"WISH\""),
                        GOOD,
                        "purpose: found \"WISH\""),
                Arguments.of(
                        "another file",
                        good,
                        with("shop.jar", OTHER),
                        "is none of the 1 that the decision is about; a file of that name has there the digest "
                                + ARTIFACT.digest()),
                Arguments.of(
                        "another file of another name",
                        good,
                        with("x", OTHER),
                        "The file \"x\" with the digest " + OTHER + " is none of the 1 that the decision is about."),
                Arguments.of(
                        "a subject without sha256",
                        changed(
                                "\"digest\":{\"sha256\":\"" + ARTIFACT.digest().hex(),
                                "\"digest\":{\"sha1\":\"" + ARTIFACT.digest().hex()),
                        GOOD,
                        "subject[0].digest: found no sha256"),
                Arguments.of(
                        "no longer valid",
                        good,
                        at(Duration.ofHours(23).plusMillis(1)),
                        "It was valid until 2026-11-22T09:00:00Z; now it is"),
                Arguments.of(
                        "too old",
                        good,
                        at(Duration.ofHours(23).plusSeconds(1)),
                        "It was decided at 2026-11-21T09:00:00Z, 24 hours ago; at most 24 hours are allowed."),
                Arguments.of("of the future", good, at(Duration.ofMinutes(-66)), "which is in the future"),
                Arguments.of("no time", changed("\"timeVerified\"", "\"time\""), GOOD, "timeVerified: found nothing"),
                Arguments.of(
                        "no end",
                        changed("\"validUntil\"", "\"until\""),
                        GOOD,
                        "validUntil\": found nothing".replace("\"", "")),
                Arguments.of(
                        "for another environment",
                        good,
                        GOOD.forEnvironment("staging"),
                        "It was made for the environment \"production\", demanded is one for \"staging\"."),
                Arguments.of(
                        "for an environment written otherwise",
                        good,
                        GOOD.forEnvironment("Production"),
                        "demanded is one for \"Production\"."),
                Arguments.of(
                        "for no environment",
                        changed("\"environment\":\"production\",", ""),
                        GOOD,
                        "It was made for no environment, demanded is one for \"production\"."),
                Arguments.of("by another policy", good, GOOD.byPolicy(Set.of(OTHER)), "demanded is " + OTHER + "."),
                Arguments.of(
                        "by another verifier",
                        good,
                        GOOD.byVerifier("https://ci.example.com/"),
                        "The verifier is \"https://ci.example.com/release-gates\", demanded is \"https://ci.example.com/\"."),
                Arguments.of(
                        "for another address", good, GOOD.forResource("pkg:x/y"), "The address of the artifact is"),
                Arguments.of(
                        "another kind of statement",
                        changed("https://slsa.dev/verification_summary/v1", "https://slsa.dev/provenance/v1"),
                        GOOD,
                        "which says nothing about a decision"),
                Arguments.of(
                        "a revocation list as a decision",
                        Statements.text(Statements.revocations()),
                        GOOD,
                        "which says nothing about a decision"),
                Arguments.of(
                        "a verification summary of somebody else",
                        changed("https://jenkins.io/release-gates/decision/v1", "https://example.com/x"),
                        GOOD,
                        "release-gates/decision/v1\": found nothing"),
                Arguments.of("no statement at all", "{}", GOOD, "_type: found nothing"),
                Arguments.of("a list instead of a statement", "[]", GOOD, "found an array"),
                Arguments.of(
                        "no list of revocations",
                        good,
                        Requirement.of(ARTIFACT, Statements.trusted(), NOW, DAY, Optional.empty()),
                        "no revocation list was given"),
                Arguments.of(
                        "revoked",
                        good,
                        demanding(list(Statements.revocations(revoked))),
                        "The decision 0123456789abcdef/41 was revoked at 2026-11-21T09:59:00Z."),
                Arguments.of(
                        "a list of yesterday",
                        good,
                        demanding(list(issued(Duration.ofHours(25)))),
                        "The revocation list was issued at 2026-11-20T09:00:00Z, 25 hours ago; at most 24 hours are allowed."),
                Arguments.of(
                        "a list of the future",
                        good,
                        demanding(list(issued(Duration.ofMinutes(-6)))),
                        "The revocation list was issued at 2026-11-21T10:06:00Z, which is in the future"),
                Arguments.of(
                        "a list of another log",
                        good,
                        demanding(list(otherLog)),
                        "The revocation list is of the log \"release-gates/ff\", the decision stands in the log"),
                Arguments.of(
                        "a list of a stranger",
                        good,
                        demanding(list(Statements.revocations(), STRANGER)),
                        "The revocation list isn't signed by any of the trusted keys"),
                Arguments.of("a decision as a list", good, demanding(decisionAsList()), "which is no revocation list"),
                Arguments.of(
                        "a source that is out of order",
                        good,
                        demanding(broken()),
                        "Nobody can say whether the decision was revoked. The ledger is locked."),
                Arguments.of(
                        "no trusted keys",
                        good,
                        new Requirement(
                                ARTIFACT,
                                List.of(),
                                NOW,
                                DAY,
                                GOOD.revocations(),
                                Set.of(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                false),
                        "It isn't signed by any of the 0 trusted keys"),
                Arguments.of(
                        "a stranger's key",
                        good,
                        Requirement.of(ARTIFACT, List.of(STRANGER.key()), NOW, DAY, GOOD.revocations()),
                        "What it says was not read."));
    }

    private static RevocationSource decisionAsList() {
        try {
            return SignedRevocations.read(Statements.signed(Statements.text()), Statements.trusted(), NOW, DAY);
        } catch (RefusedDocumentException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RevocationSource broken() {
        return new RevocationSource() {
            @Override
            public Optional<Revoked> revoked(String log, String decision) throws RevocationsUnavailableException {
                throw new RevocationsUnavailableException("The ledger is locked.");
            }

            @Override
            public String words() {
                return "fine";
            }
        };
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void shouldStayShut(String what, String text, Requirement requirement, String sentence) throws Exception {
        Admission admission = check(text, requirement);

        assertThat(admission.admitted()).as(what).isFalse();
        assertThat(admission.examined().get(0).failed())
                .anySatisfy(failed -> assertThat(failed).contains(sentence).endsWith("."));
        assertThat(admission.examined().get(0).holds()).noneMatch(holds -> holds.contains(sentence));
    }

    @Test
    void shouldHaveARowForEveryRefusal() {
        assertThat(refusals().count()).isEqualTo(35);
    }

    @Test
    void shouldStandOnTheEdgesOfTime() throws Exception {
        assertThat(check(Statements.text(), at(Duration.ofHours(23))).admitted())
                .isTrue();
        assertThat(check(Statements.text(), at(Duration.ofMinutes(-65))).admitted())
                .isTrue();
        assertThat(check(Statements.text(), at(Duration.ofMinutes(-65).minusMillis(1)))
                        .admitted())
                .isFalse();
        assertThat(check(Statements.text(), demanding(list(issued(DAY)))).admitted())
                .isTrue();
        assertThat(check(Statements.text(), demanding(list(issued(Duration.ofMinutes(-5)))))
                        .admitted())
                .isTrue();
    }

    @Test
    void shouldSayAllThatIsWrongAtOnce() throws Exception {
        Requirement requirement = Requirement.of(
                        new Artifact("other.jar", OTHER, 1),
                        Statements.trusted(),
                        NOW.plus(Duration.ofDays(3)),
                        DAY,
                        Optional.empty())
                .byPolicy(Set.of(OTHER))
                .forEnvironment("staging")
                .byVerifier("x:y")
                .forResource("x:z");
        Admission admission = check(text(Verdict.Kind.FAILED, Purpose.REHEARSAL), requirement);

        assertThat(admission.examined().get(0).failed()).hasSize(10);
        assertThat(admission.examined().get(0).holds())
                .singleElement()
                .asString()
                .startsWith("Signed by");
    }

    @Test
    void shouldAdmitWithLessWhereThatIsSaidAndSaySo() throws Exception {
        Requirement without =
                Requirement.of(ARTIFACT, Statements.trusted(), NOW, DAY, Optional.of(RevocationSource.notChecked()));
        Admission admission = check(Statements.text(), without);

        assertThat(admission.admitted()).isTrue();
        assertThat(admission.examined().get(0).holds())
                .contains(
                        "Nobody was asked whether the decision was revoked: whoever demands it chose to go without.",
                        "It was made for the environment \"production\"; none was demanded.")
                .anyMatch(holds -> holds.contains(POLICY + "; none was demanded."));
        Admission rehearsed = check(text(Verdict.Kind.WARNING, Purpose.REHEARSAL), GOOD.orRehearsed());
        assertThat(rehearsed.admitted()).isTrue();
        assertThat(rehearsed.examined().get(0).holds())
                .contains("It is a REHEARSAL, decided on somebody's machine; whoever demands it accepts rehearsals.");
        assertThat(check(text(Verdict.Kind.WAIVED, Purpose.JUDGEMENT), GOOD).admitted())
                .isTrue();
    }

    @Test
    void shouldRecogniseAFileByItsDigestAlone() throws Exception {
        Admission admission = check(Statements.text(), with("renamed.jar", ARTIFACT.digest()));
        assertThat(admission.admitted()).isTrue();
        assertThat(admission.examined().get(0).holds())
                .anyMatch(holds -> holds.startsWith("The decision is about \"renamed.jar\"")
                        && holds.endsWith("there named \"shop.jar\"."));
    }

    @Test
    void shouldStillTellARevocationFromAnOldList() throws Exception {
        RevocationList good = Statements.revocations(new Revoked(Statements.DECISION, NOW.minus(DAY)));
        RevocationSource old =
                list(new RevocationList(good.log(), good.head(), NOW.minus(DAY.multipliedBy(9)), good.revoked()));
        assertThat(check(Statements.text(), demanding(old)).examined().get(0).failed())
                .containsExactly("The decision 0123456789abcdef/41 was revoked at 2026-11-20T10:00:00Z.");
    }

    @Test
    void shouldNeedOneOfManyThatFulfilsAllAndNotAllTogether() throws Exception {
        byte[] failed = Statements.signed(text(Verdict.Kind.FAILED, Purpose.JUDGEMENT));
        byte[] forStaging = Statements.signed(changed("\"production\"", "\"staging\""));
        byte[] good = Statements.signed(Statements.text());

        Admission none = StatementCheck.check(lines(failed, forStaging, "{}".getBytes(StandardCharsets.UTF_8)), GOOD);
        assertThat(none.admitted()).isFalse();
        assertThat(none.examined()).extracting(Admission.Examined::place).containsExactly("line 1", "line 2", "line 3");
        assertThat(none.examined())
                .allSatisfy(examined -> assertThat(examined.failed()).isNotEmpty());
        Admission one = StatementCheck.check(lines(failed, good, forStaging), GOOD);
        assertThat(one.admitted()).isTrue();
        assertThat(one.examined())
                .singleElement()
                .extracting(Admission.Examined::place)
                .isEqualTo("line 2");
    }

    @Test
    void shouldReportSomeOfVeryMany() throws Exception {
        byte[] failed = Statements.signed(text(Verdict.Kind.FAILED, Purpose.JUDGEMENT));
        Admission none = StatementCheck.check(
                lines(Stream.generate(() -> failed).limit(70).toArray(byte[][]::new)), GOOD);
        assertThat(none.examined()).hasSize(20);
        assertThat(none.leftOut()).isEqualTo(50);
    }

    @Test
    void shouldRefuseWhatIsNoEnvelope() {
        assertThatThrownBy(() -> StatementCheck.check(new byte[0], GOOD)).isInstanceOf(RefusedDocumentException.class);
        assertThatThrownBy(() -> SignedRevocations.read(new byte[0], Statements.trusted(), NOW, DAY))
                .isInstanceOf(RefusedDocumentException.class);
        assertThatThrownBy(() -> Requirement.of(ARTIFACT, List.of(), NOW, Duration.ZERO, Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static byte[] lines(byte[]... envelopes) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (byte[] envelope : envelopes) {
            lines.writeBytes(envelope);
            lines.write('\n');
        }
        return lines.toByteArray();
    }
}
