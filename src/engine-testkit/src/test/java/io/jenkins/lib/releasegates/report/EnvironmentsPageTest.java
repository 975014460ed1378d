package io.jenkins.lib.releasegates.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.entry.DeploymentEnded.Outcome;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.environment.Admissions;
import io.jenkins.lib.releasegates.environment.Environment;
import io.jenkins.lib.releasegates.environment.EnvironmentDefinition;
import io.jenkins.lib.releasegates.environment.EnvironmentValidation;
import io.jenkins.lib.releasegates.evidence.Artifact;
import io.jenkins.lib.releasegates.gate.Baseline;
import io.jenkins.lib.releasegates.gate.ReleaseContext;
import io.jenkins.lib.releasegates.gate.Subject;
import io.jenkins.lib.releasegates.testkit.Releases;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentsPageTest {

    private static final String HOSTILE = "<script>alert('x')</script>";
    private static final Instant FRIDAY = Instant.parse("2026-11-20T11:00:00Z");
    private static final Instant SATURDAY = Instant.parse("2026-11-21T11:00:00Z");

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

    private static Environment production(String job) {
        EnvironmentValidation validation = EnvironmentValidation.of(
                List.of(definition("staging", "", job), definition("production", "staging", job)));
        return validation.environment("production").orElseThrow();
    }

    private static EnvironmentDefinition definition(String name, String after, String job) {
        return new EnvironmentDefinition(
                name,
                after,
                """
                apiVersion: release-gates/v1
                kind: ReleasePolicy
                metadata: {name: production}
                spec:
                  gates:
                    - name: coverage
                      criteria:
                        - {metric: coverage.line, threshold: 80}
                """,
                List.of(job),
                List.of("release/**"),
                "",
                "Europe/Zurich",
                List.of("Mon-Fri 09:00-17:00"),
                List.of(new EnvironmentDefinition.FrozenTime("2026-12-24", "2027-01-04", HOSTILE)));
    }

    private void deploy(Environment environment, String job, Artifact artifact, Outcome outcome)
            throws LedgerException {
        Subject like = Releases.build(7);
        Subject subject = new Subject(
                like.job(),
                job,
                like.build(),
                7,
                Optional.of("release/1"),
                Optional.empty(),
                Optional.empty(),
                Subject.Origin.ORDINARY,
                like.step(),
                like.title());
        Admissions admissions = new Admissions(environment, Optional.empty());
        ReleaseContext context =
                admissions.context(subject, List.of(artifact), Releases.evidence(90, 0), Baseline.notNeeded(), FRIDAY);
        TrailEntry decision = ledger.record(
                        admissions.decide(context, (name, digest) -> Optional.of("deployment 1")),
                        context,
                        Releases.ALICE)
                .entry();
        TrailEntry started =
                ledger.promotions().begin(environment, decision, List.of(artifact), subject, Releases.ALICE, FRIDAY);
        ledger.promotions().end(started, outcome, Releases.ALICE, FRIDAY);
    }

    private EnvironmentsPage page(Environment environment, boolean visible, Instant at) throws LedgerException {
        return new EnvironmentsPage(
                at,
                List.of(EnvironmentsPage.one(
                        Optional.of(ledger),
                        environment.name(),
                        Optional.of(environment),
                        List.of(),
                        row -> visible,
                        at)));
    }

    private static String html(EnvironmentsPage page) {
        return AuditPageRenderer.environments(page, EventLinks.NONE);
    }

    @Test
    void shouldShowWhatIsThereAndWhetherItIsOpen() throws LedgerException {
        Environment production = production("shop/*");
        Artifact ship = Releases.artifact("ship.jar");
        deploy(production, "shop/checkout", ship, Outcome.SUCCEEDED);
        deploy(production, "shop/checkout", Releases.artifact("failed.jar"), Outcome.FAILED);

        assertThat(html(page(production, true, FRIDAY)))
                .contains("Open", "ship.jar", ship.digest().toString(), "shop/checkout #7", "release/**")
                .contains("Deployment to production began", "ended well", "failed.")
                .contains("2026-12-24 00:00 (Europe/Zurich) to 2027-01-04 00:00 (Europe/Zurich)");
        assertThat(html(page(production, true, SATURDAY)))
                .contains("Closed")
                .contains("2026-11-23 09:00 (Europe/Zurich)");
    }

    @Test
    void shouldNotNameJobsToWhomMayNotSeeThem() throws LedgerException {
        Environment production = production("shop/*");
        deploy(production, "shop/checkout", Releases.artifact("ship.jar"), Outcome.SUCCEEDED);

        assertThat(html(page(production, false, FRIDAY)))
                .contains("a build that you may not see")
                .doesNotContain("checkout")
                .doesNotContain("Latest events");
    }

    @Test
    void shouldEscapeEveryTextAsWhatItIs() throws LedgerException {
        Environment production = production(HOSTILE + "*");
        deploy(production, HOSTILE + "job", Releases.artifact(HOSTILE), Outcome.SUCCEEDED);
        EnvironmentsPage page = new EnvironmentsPage(
                FRIDAY,
                List.of(
                        page(production, true, FRIDAY).environments().get(0),
                        new EnvironmentsPage.One(
                                HOSTILE, List.of(HOSTILE), Optional.empty(), Optional.empty(), List.of(), List.of())));

        assertThat(html(page))
                .doesNotContain("<script")
                .contains("&lt;script&gt;")
                .contains("Can't be used");
    }

    @Test
    void shouldSayWhereNothingIsDefined() {
        assertThat(html(new EnvironmentsPage(FRIDAY, List.of()))).contains("Nobody has defined an environment yet");
    }

    @Test
    void shouldTellProgramsTheSame() throws LedgerException {
        Environment production = production("shop/*");
        deploy(production, "shop/checkout", Releases.artifact("ship.jar"), Outcome.SUCCEEDED);

        JsonNode seen = EnvironmentsJson.of(page(production, true, SATURDAY)).at("/environments/0");
        assertThat(seen.path("name").asText()).isEqualTo("production");
        assertThat(seen.path("usable").asBoolean()).isTrue();
        assertThat(seen.at("/rules/open").asBoolean()).isFalse();
        assertThat(seen.at("/rules/opens").asText()).isEqualTo("2026-11-23T08:00:00Z");
        assertThat(seen.at("/rules/after").asText()).isEqualTo("staging");
        assertThat(seen.at("/rules/gates/0").asText()).isEqualTo("coverage");
        assertThat(seen.at("/current/job").asText()).isEqualTo("shop/checkout");
        assertThat(seen.at("/current/artifacts/0/name").asText()).isEqualTo("ship.jar");
        assertThat(EnvironmentsJson.of(page(production, false, FRIDAY))
                        .at("/environments/0/current")
                        .has("job"))
                .isFalse();
    }

    @Test
    void shouldShowRulesWithoutARecord() throws LedgerException {
        Environment production = production("shop/*");
        EnvironmentsPage.One one = EnvironmentsPage.one(
                Optional.empty(), "production", Optional.of(production), List.of(), row -> true, FRIDAY);

        assertThat(html(new EnvironmentsPage(FRIDAY, List.of(one)))).contains("nothing that the record knows of");
    }
}
