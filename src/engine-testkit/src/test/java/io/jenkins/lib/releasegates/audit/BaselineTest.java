package io.jenkins.lib.releasegates.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.evidence.Brief;
import io.jenkins.lib.releasegates.evidence.Evidence;
import io.jenkins.lib.releasegates.evidence.Problem;
import io.jenkins.lib.releasegates.evidence.Severity;
import io.jenkins.lib.releasegates.evidence.finding.Sighting;
import io.jenkins.lib.releasegates.gate.Baseline;
import io.jenkins.lib.releasegates.gate.Evaluation;
import io.jenkins.lib.releasegates.gate.ReleaseContext;
import io.jenkins.lib.releasegates.gate.Subject;
import io.jenkins.lib.releasegates.policy.BaselineRule;
import io.jenkins.lib.releasegates.policy.Policy;
import io.jenkins.lib.releasegates.testkit.Releases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BaselineTest {

    private static final Evidence GOOD = Releases.evidence(90, 0);
    private static final Evidence BAD = Releases.evidence(10, 0);
    private static final Evidence FOUND =
            Releases.evidence(Map.of("findings.total", 1.0), Map.of("a".repeat(32), Severity.HIGH));
    private static final BaselineRule BOOTSTRAP = new BaselineRule(Optional.empty(), Duration.ofDays(90), true);

    @TempDir
    private Path directory;

    private Ledger ledger;

    @BeforeEach
    void open() throws LedgerException {
        ledger = Ledger.open(directory);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    private void judge(Subject subject, Evidence evidence) throws LedgerException {
        ReleaseContext context = Releases.context(subject, evidence);
        ledger.record(Releases.decide(context), context, Releases.ALICE);
    }

    private void judge(Subject subject, Policy policy, Evidence evidence, Baseline baseline) throws LedgerException {
        ReleaseContext context = Releases.context(subject, evidence, baseline);
        ledger.record(Evaluation.decide(policy, context), context, Releases.ALICE);
    }

    private Baseline find(Subject subject, BaselineRule rule) throws LedgerException {
        return ledger.baseline(subject, Releases.comparing(rule), Releases.NOW);
    }

    private static Subject on(int build, String branch) {
        return Releases.build(build, branch, Subject.Origin.ORDINARY);
    }

    private static Subject pullRequest(int build) {
        Subject plain = on(build, "PR-1");
        return new Subject(
                plain.job(),
                plain.jobName(),
                plain.build(),
                build,
                plain.branch(),
                Optional.of("main"),
                plain.revision(),
                plain.origin(),
                plain.step(),
                plain.title());
    }

    @Test
    void shouldTakeTheLatestRunOfTheSameBranch() throws Exception {
        judge(on(1, "main"), GOOD);
        judge(on(2, "main"), Releases.evidence(91, 0));
        judge(on(3, "other"), Releases.evidence(92, 0));

        Baseline baseline = find(on(4, "main"), BaselineRule.DEFAULT);

        assertThat(baseline.source()).isEqualTo(Baseline.Source.SAME_BRANCH);
        assertThat(baseline.evidence()).contains(Releases.evidence(91, 0));
        assertThat(baseline.words()).contains("main", baseline.record().orElseThrow());
    }

    @Test
    void shouldRememberFromRunToRunWhenAFindingWasSeenFirst() throws Exception {
        String finding = "0123456789abcdef".repeat(2);
        Evidence found = Releases.evidence(Map.of("findings.total", 1.0), Map.of(finding, Severity.LOW));
        BaselineRule rule = new BaselineRule(Optional.empty(), Duration.ofDays(90), true);
        judge(on(1, "main"), Releases.comparing(rule), found, find(on(1, "main"), rule));
        judge(on(2, "main"), Releases.comparing(rule), found, find(on(2, "main"), rule));

        Baseline third = find(on(3, "main"), rule);

        assertThat(third.evidence().orElseThrow().identities())
                .isEqualTo(Map.of(
                        finding,
                        Brief.of(Severity.LOW)
                                .seen(new Sighting(Releases.NOW, on(1, "main").build()))));
    }

    @Test
    void shouldTakeTheTargetBranchWhereThePullRequestHasNoRunOfItsOwn() throws Exception {
        judge(on(1, "main"), GOOD);

        assertThat(find(pullRequest(2), BaselineRule.DEFAULT).source()).isEqualTo(Baseline.Source.TARGET_BRANCH);
        judge(pullRequest(2), GOOD);
        assertThat(find(pullRequest(3), BaselineRule.DEFAULT).source()).isEqualTo(Baseline.Source.SAME_BRANCH);
    }

    @Test
    void shouldTakeTheNamedReferenceLast() throws Exception {
        judge(on(1, "release"), GOOD);
        BaselineRule rule = new BaselineRule(Optional.of("release"), Duration.ofDays(90), false);

        assertThat(find(pullRequest(2), rule).source()).isEqualTo(Baseline.Source.REFERENCE);
        assertThat(find(pullRequest(2), rule).reference()).contains("release");
    }

    @Test
    void shouldNotCompareARunWithItself() throws Exception {
        judge(on(1, "main"), GOOD);

        assertThat(find(on(1, "main"), BaselineRule.DEFAULT).source()).isEqualTo(Baseline.Source.NONE);
    }

    @Test
    void shouldPassOverFailedRunsSinceTheyWouldMakeTheirFaultsKnown() throws Exception {
        judge(on(1, "main"), GOOD);
        judge(on(2, "main"), BAD);

        assertThat(find(on(3, "main"), BaselineRule.DEFAULT).evidence()).contains(GOOD);
    }

    @Test
    void shouldPassOverRunsThatCouldNotReadEverything() throws Exception {
        judge(on(1, "main"), GOOD);
        judge(on(2, "main"), new Evidence(List.of(), Map.of(), List.of(), Map.of(), List.of(problem())));

        assertThat(find(on(3, "main"), BaselineRule.DEFAULT).evidence()).contains(GOOD);
    }

    private static Problem problem() {
        return new Problem(Problem.Kind.UNREADABLE, "target/report.xml:3", "ends in the middle of an element");
    }

    @ParameterizedTest
    @EnumSource(
            value = Subject.Origin.class,
            names = {"REPLAY", "RESTARTED_FROM_STAGE", "COMMAND"})
    void shouldNotTakeARunWhosePipelineWasNotTheCommittedOne(Subject.Origin origin) throws Exception {
        judge(Releases.build(1, "main", origin), GOOD);

        assertThat(find(on(2, "main"), BaselineRule.DEFAULT).source()).isEqualTo(Baseline.Source.NONE);
    }

    @Test
    void shouldCompareRehearsalsWithRehearsals() throws Exception {
        judge(on(1, "main"), GOOD);
        judge(Releases.build(2, "main", Subject.Origin.COMMAND), Releases.evidence(95, 0));

        assertThat(find(Releases.build(3, "main", Subject.Origin.COMMAND), BaselineRule.DEFAULT)
                        .evidence())
                .contains(Releases.evidence(95, 0));
    }

    @Test
    void shouldNotTakeEvidenceThatNobodyJudged() throws Exception {
        ledger.recordEvidence(BAD, on(1, "main"), Releases.ALICE, Releases.NOW);

        assertThat(find(on(2, "main"), BaselineRule.DEFAULT).source()).isEqualTo(Baseline.Source.NONE);
    }

    @Test
    void shouldCallARunTooOldRatherThanCompareWithIt() throws Exception {
        judge(on(1, "main"), GOOD);

        Baseline baseline = ledger.baseline(
                on(2, "main"), Releases.comparing(BaselineRule.DEFAULT), Releases.NOW.plus(Duration.ofDays(91)));

        assertThat(baseline.source()).isEqualTo(Baseline.Source.TOO_OLD);
        assertThat(baseline.evidence()).isEmpty();
        assertThat(baseline.words()).contains("90 days");
    }

    @Test
    void shouldCallARunLostWhoseEvidenceIsGoneRatherThanTakeAnOlderOne() throws Exception {
        judge(on(1, "main"), GOOD);
        judge(on(2, "main"), Releases.evidence(91, 0));
        String name = ledger.entriesOf("build-2").get(3).body().path("evidence").asText();
        Files.delete(directory.resolve("evidence/" + name.substring("sha256:".length()) + ".json.gz"));

        Baseline baseline = find(on(3, "main"), BOOTSTRAP);

        assertThat(baseline.source()).isEqualTo(Baseline.Source.LOST);
        assertThat(baseline.words()).contains("isn't kept any more");
    }

    @Test
    void shouldSpendABootstrapOnce() throws Exception {
        Baseline bootstrap = find(on(1, "main"), BOOTSTRAP);
        assertThat(bootstrap.source()).isEqualTo(Baseline.Source.BOOTSTRAP);
        judge(on(1, "main"), Releases.policy(), GOOD, bootstrap);

        Baseline renamed = find(titled(on(2, "main"), "Another name"), BOOTSTRAP);

        assertThat(renamed.source()).isEqualTo(Baseline.Source.NONE);
        assertThat(renamed.words())
                .contains("was spent by", bootstrap.reference().orElseThrow());
        assertThat(find(on(2, "main"), BOOTSTRAP).source()).isEqualTo(Baseline.Source.SAME_BRANCH);
    }

    @Test
    void shouldLetTheOtherGatesOfABuildBeginWithIt() throws Exception {
        judge(on(1, "main"), Releases.policy(), GOOD, find(on(1, "main"), BOOTSTRAP));

        assertThat(find(titled(on(1, "main"), "Security"), BOOTSTRAP).source()).isEqualTo(Baseline.Source.BOOTSTRAP);
    }

    @Test
    void shouldNotSpendABootstrapOnARunThatIsNoBaselineForOthers() throws Exception {
        judge(on(1, "main"), Releases.policy(), BAD, find(on(1, "main"), BOOTSTRAP));

        assertThat(find(on(2, "main"), BOOTSTRAP).source()).isEqualTo(Baseline.Source.BOOTSTRAP);
    }

    @Test
    void shouldNotTakeARunThatLackedABaselineItself() throws Exception {
        Policy comparing = Releases.comparing(BaselineRule.DEFAULT);
        for (int build = 1; build < 4; build++) {
            Baseline baseline = ledger.baseline(on(build, "main"), comparing, Releases.NOW);
            assertThat(baseline.source()).isEqualTo(Baseline.Source.NONE);
            judge(on(build, "main"), comparing, FOUND, baseline);
        }
    }

    @Test
    void shouldNotTakeARunThatWasAdmittedBecauseItsComparisonWasAdvisory() throws Exception {
        Policy advisory = Releases.policy("""
                apiVersion: release-gates/v1
                kind: ReleasePolicy
                metadata: {name: service}
                spec:
                  gates:
                    - name: size
                      criteria:
                        - {condition: 'findings.total < 1000'}
                    - name: news
                      advisory: true
                      criteria:
                        - {condition: 'findings.new == 0'}
                """);
        Baseline none = ledger.baseline(on(1, "main"), advisory, Releases.NOW);
        ReleaseContext context = Releases.context(on(1, "main"), FOUND, none);
        assertThat(Evaluation.decide(advisory, context).effect().admits()).isTrue();
        judge(on(1, "main"), advisory, FOUND, none);

        assertThat(find(on(2, "main"), BaselineRule.DEFAULT).source()).isEqualTo(Baseline.Source.NONE);
    }

    @Test
    void shouldNotTurnARunThatIsTooOldIntoAFreshOneByOneInconclusiveRun() throws Exception {
        judge(on(1, "main"), GOOD);
        Policy comparing = Releases.comparing(BaselineRule.DEFAULT);
        Instant later = Releases.NOW.plus(Duration.ofDays(91));
        Baseline tooOld = ledger.baseline(on(2, "main"), comparing, later);
        judge(on(2, "main"), comparing, FOUND, tooOld);

        assertThat(ledger.baseline(on(3, "main"), comparing, later).source()).isEqualTo(Baseline.Source.TOO_OLD);
    }

    @Test
    void shouldSayThatTheOtherRunWasJudgedByAnotherPolicy() throws Exception {
        Policy comparing = Releases.comparing(BOOTSTRAP);
        judge(on(1, "main"), comparing, FOUND, ledger.baseline(on(1, "main"), comparing, Releases.NOW));

        assertThat(ledger.baseline(on(2, "main"), comparing, Releases.NOW).words())
                .doesNotContain("another policy");
        assertThat(find(on(2, "main"), BaselineRule.DEFAULT).words())
                .contains("another policy", comparing.digest().toString());
    }

    @Test
    void shouldNotLookForARunThatNoGateComparesWith() throws Exception {
        judge(on(1, "main"), GOOD);

        assertThat(ledger.baseline(on(2, "main"), Releases.policy(), Releases.NOW))
                .isEqualTo(Baseline.notNeeded());
    }

    private static Subject titled(Subject plain, String title) {
        return new Subject(
                plain.job(),
                plain.jobName(),
                plain.build(),
                plain.number(),
                plain.branch(),
                plain.targetBranch(),
                plain.revision(),
                plain.origin(),
                plain.step(),
                Optional.of(title));
    }

    @Test
    void shouldRefuseTheSecondOfTwoRunsThatWereOfferedTheSameBootstrap() throws Exception {
        ReleaseContext first = Releases.context(on(1, "main"), GOOD, find(on(1, "main"), BOOTSTRAP));
        ReleaseContext second = Releases.context(on(2, "main"), GOOD, find(on(2, "main"), BOOTSTRAP));
        ledger.record(Releases.decide(first), first, Releases.ALICE);

        assertThatThrownBy(() -> ledger.record(Releases.decide(second), second, Releases.ALICE))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("spent by another build");
        assertThat(ledger.takesEntries()).isTrue();
        assertThat(ledger.entriesOf("build-2")).isEmpty();
    }

    @Test
    void shouldRememberASpentBootstrapWithoutItsIndex() throws IOException, LedgerException {
        ReleaseContext first = Releases.context(on(1, "main"), GOOD, find(on(1, "main"), BOOTSTRAP));
        ledger.record(Releases.decide(first), first, Releases.ALICE);
        ledger.close();
        Files.delete(directory.resolve("index/mark"));
        Files.delete(directory.resolve("index/rows"));
        ledger = Ledger.open(directory);

        assertThat(find(titled(on(2, "main"), "Another name"), BOOTSTRAP).source())
                .isEqualTo(Baseline.Source.NONE);
    }
}
