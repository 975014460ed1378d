package io.jenkins.lib.releasegates.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.entry.DeploymentEnded.Outcome;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.cli.terminal.Terminal;
import io.jenkins.lib.releasegates.environment.Admissions;
import io.jenkins.lib.releasegates.environment.Environment;
import io.jenkins.lib.releasegates.environment.EnvironmentDefinition;
import io.jenkins.lib.releasegates.environment.EnvironmentValidation;
import io.jenkins.lib.releasegates.evidence.Artifact;
import io.jenkins.lib.releasegates.gate.Baseline;
import io.jenkins.lib.releasegates.gate.ReleaseContext;
import io.jenkins.lib.releasegates.testkit.Releases;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code release-gates report --environment}. */
class ReportOnPeriodTest {

    private static final Artifact SHIP = Releases.artifact("ship.jar");

    @TempDir
    private Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void promote() throws LedgerException {
        Environment production = EnvironmentValidation.of(List.of(new EnvironmentDefinition(
                        "production", "", """
                        apiVersion: release-gates/v1
                        kind: ReleasePolicy
                        metadata: {name: production}
                        spec:
                          gates:
                            - name: coverage
                              criteria:
                                - {metric: coverage.line, threshold: 80}
                        """, List.of("**"), List.of(), "", "", List.of(), List.of())))
                .environment("production")
                .orElseThrow();
        try (Ledger ledger = Ledger.open(directory.resolve("ledger"))) {
            Admissions admissions = new Admissions(production, Optional.empty());
            ReleaseContext context = admissions.context(
                    Releases.build(1), List.of(SHIP), Releases.evidence(90, 0), Baseline.notNeeded(), Releases.NOW);
            TrailEntry decision = ledger.record(
                            admissions.decide(context, ledger.promotions()), context, Releases.ALICE)
                    .entry();
            TrailEntry started = ledger.promotions()
                    .begin(production, decision, List.of(SHIP), Releases.build(1), Releases.ALICE, Releases.NOW);
            ledger.promotions().end(started, Outcome.SUCCEEDED, Releases.ALICE, Releases.NOW);
        }
    }

    private int report(String... more) {
        List<String> arguments = new ArrayList<>(List.of("report", "--ledger", file("ledger")));
        arguments.addAll(List.of(more));
        out.reset();
        err.reset();
        Terminal terminal = new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false,
                false);
        return ReleaseGates.run(terminal, arguments.toArray(String[]::new));
    }

    private int period(String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("--environment", "production", "--from", "2026-11-21", "--to", "2026-11-21"));
        arguments.addAll(List.of(more));
        return report(arguments.toArray(String[]::new));
    }

    private String file(String name) {
        return directory.resolve(name).toString();
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private JsonNode json() throws IOException {
        return new ObjectMapper()
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .readTree(out());
    }

    @Test
    void shouldTellExceptionsFirstAndEndWithOne() {
        assertThat(period()).isEqualTo(1);
        assertThat(out())
                .contains("2026-11-22T00:00:00Z: 1", "Approved by nobody: 1", "shop/checkout #1:", "SOC 2 CC8.1")
                .contains("cannot be excluded")
                .doesNotContain("compliant");
        assertThat(out().indexOf("Approved by nobody")).isLessThan(out().indexOf("SOC 2"));
    }

    @Test
    void shouldEndWithZeroWhereNothingIsExceptional() {
        assertThat(report("--environment", "production", "--from", "2026-11-22", "--to", "2026-11-23"))
                .as(out())
                .isEqualTo(0);
        assertThat(out()).contains(": 0", "Exceptions: 0");
        assertThat(report("--environment", "prodution", "--from", "2026-11-22", "--to", "2026-11-23"))
                .isEqualTo(1);
        assertThat(out()).contains("no entry about an environment of the name 'prodution'");
    }

    @Test
    void shouldWriteAllForms() throws IOException {
        assertThat(period(
                        "--html",
                        file("r.html"),
                        "--csv",
                        file("r.csv"),
                        "--zip",
                        file("r.zip"),
                        "--sample",
                        "5",
                        "--output",
                        "json"))
                .isEqualTo(1);

        assertThat(json().path("sample").path("drawn")).hasSize(1);
        assertThat(Files.readString(directory.resolve("r.html"))).contains("Alice Álvarez");
        assertThat(Files.readAllLines(directory.resolve("r.csv"))).hasSize(2);
        try (ZipFile zip = new ZipFile(file("r.zip"))) {
            assertThat(zip.stream().map(ZipEntry::getName)).anyMatch(name -> name.endsWith("-deployment.zip"));
        }
        period("--without-persons", "--output", "json");
        assertThat(out()).doesNotContain("Álvarez").contains("WITHHELD");
    }

    @Test
    void shouldTakeControlsOfAnOwner() throws IOException {
        assertThat(report("--controls-template", file("mine.yaml"))).isEqualTo(0);
        assertThat(report("--controls-template", file("mine.yaml"))).isEqualTo(2);
        assertThat(err()).contains("found a file already");
        Path mine = directory.resolve("mine.yaml");
        Files.writeString(mine, Files.readString(mine).replace("id: CC8.1", "id: OURS-1"));

        assertThat(period("--controls", mine.toString())).isEqualTo(1);
        assertThat(out()).contains("SOC 2 OURS-1").doesNotContain("CC8.1");

        Files.writeString(mine, Files.readString(mine).replace("every-promotion-admitted", "all-is-well"));
        assertThat(period("--controls", mine.toString())).isEqualTo(2);
        assertThat(err()).contains("mine.yaml:", "\"all-is-well\"", "allowed: every-promotion-admitted");
        assertThat(period("--controls", file("none.yaml"))).isEqualTo(2);
    }

    @Test
    void shouldRefuseWhatDoesNotGoTogetherOrCannotBeRead() {
        assertThat(period("--build", "build-1")).isEqualTo(2);
        assertThat(err()).contains("--environment: found together with --build");
        assertThat(report("--from", "2026-11-21")).isEqualTo(2);
        assertThat(err()).contains("--from: found without --environment");
        assertThat(report("--environment", "production")).isEqualTo(2);
        assertThat(err()).contains("--from: found nothing; allowed: a day");
        assertThat(report("--environment", "production", "--from", "today", "--to", "never"))
                .isEqualTo(2);
        assertThat(err()).contains("--from: found 'today'", "--to: found 'never'");
        assertThat(report("--environment", "production", "--from", "2026-11-22", "--to", "2026-11-20"))
                .isEqualTo(2);
        assertThat(err()).contains("begins before it ends");
        assertThat(period("--sample", "101")).isEqualTo(2);
        assertThat(period("--require", "witnessed")).isEqualTo(1);
        assertThat(out()).contains("Record weaker than demanded");
    }

    @Test
    void shouldSayThatItCannotTellWhereTheRecordCannotBeSearched() throws IOException {
        Path trail = directory.resolve("ledger/trail/000000000000.jsonl");
        byte[] bytes = Files.readAllBytes(trail);
        bytes[bytes.length / 2] = 0;
        Files.write(trail, bytes);

        assertThat(period()).isIn(1, 3);
        assertThat(out()).contains("Record damaged", "promises nothing").doesNotContain("record: yes");
    }
}
