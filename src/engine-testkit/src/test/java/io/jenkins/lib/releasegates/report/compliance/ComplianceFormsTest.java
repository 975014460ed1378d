package io.jenkins.lib.releasegates.report.compliance;

import static io.jenkins.lib.releasegates.report.compliance.Promoted.DAY;
import static io.jenkins.lib.releasegates.report.compliance.Promoted.NEXT_DAY;
import static io.jenkins.lib.releasegates.report.compliance.Promoted.NOW;
import static io.jenkins.lib.releasegates.report.compliance.Promoted.ship;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.entry.DeploymentEnded.Outcome;
import io.jenkins.lib.releasegates.audit.entry.InputAnswered;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.evidence.Artifact;
import io.jenkins.lib.releasegates.gate.Subject;
import io.jenkins.lib.releasegates.testkit.KeysInMemory;
import io.jenkins.lib.releasegates.testkit.Releases;
import io.jenkins.lib.releasegates.verify.BundleVerifier;
import io.jenkins.lib.releasegates.verify.VerifyOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The forms of a report: HTML, CSV, JSON, and the zip file with the sample. */
class ComplianceFormsTest {

    private static final String HOSTILE = "=cmd|' /C calc'!A0<script>alert(1)</script>\"\u202e,\r\n@x";

    @TempDir
    private Path directory;

    private final KeysInMemory keys = new KeysInMemory();
    private Ledger ledger;
    private Promoted promoted;

    @BeforeEach
    void open() throws Exception {
        ledger = Ledger.open(directory.resolve("ledger"), keys, NOW);
        promoted = new Promoted(ledger);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    private void hostile() throws Exception {
        Subject like = Releases.build(9);
        Subject subject = new Subject(
                like.job(),
                HOSTILE,
                like.build(),
                9,
                Optional.of(HOSTILE),
                Optional.empty(),
                Optional.of(HOSTILE),
                Subject.Origin.ORDINARY,
                like.step(),
                Optional.of(HOSTILE));
        Artifact file = new Artifact(HOSTILE, ship(9).digest(), 1);
        TrailEntry decision = promoted.decide(Promoted.open(), subject, Releases.evidence(90, 0), NOW, file);
        promoted.end(promoted.begin(decision, subject, NOW, file), Outcome.SUCCEEDED, NOW);
        promoted.answerInput(subject, HOSTILE, InputAnswered.Answer.ABORTED, HOSTILE, HOSTILE, NOW);
        ledger.revocations().revoke(decision.id(), Promoted.actor(HOSTILE), HOSTILE, NOW);
    }

    private static String csv(ComplianceReport report) throws IOException {
        StringBuilder csv = new StringBuilder();
        ComplianceCsv.write(report, csv);
        return csv.toString();
    }

    private static String json(ComplianceReport report) throws IOException {
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        ComplianceJson.write(report, json);
        return json.toString(StandardCharsets.UTF_8);
    }

    @Test
    void shouldEscapeWhateverSomebodyCalledSomething() throws Exception {
        hostile();

        String html = CompliancePage.file(promoted.report());

        assertThat(html)
                .contains("&lt;script&gt;", "\\u{202e}")
                .doesNotContain("<script", "\u202e")
                .contains("default-src 'none'; style-src 'unsafe-inline'")
                .doesNotContain("src=\"http", "href=\"http");
        assertThat(html.split("Promotions to production", -1)).hasSize(3);
    }

    @Test
    void shouldLetNoSpreadsheetComputeWhatSomebodyTyped() throws Exception {
        hostile();
        promoted.orderly(1, NOW);

        String csv = csv(promoted.report());

        assertThat(csv.split("\r\n", -1)).as("head, two rows, and the end").hasSize(4);
        assertThat(csv.split("\n", -1)).hasSize(4);
        for (String row : csv.split("\r\n")) {
            assertThat(cells(row))
                    .hasSameSizeAs(ComplianceCsv.HEAD)
                    .noneMatch(cell -> cell.matches("\\s*[=+@\t\r-].*"));
        }
        assertThat(csv).contains("\"'=cmd|");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            plain;plain
            =1+1;'=1+1
            +1;'+1
            -1;'-1
            @SUM(A1);'@SUM(A1)
            ` =1`;' =1
            a,b;"a,b"
            say "x";"say ""x\"""
            """)
    void shouldWriteCells(String text, String cell) {
        assertThat(ComplianceCsv.cell(text)).isEqualTo(cell);
    }

    @Test
    void shouldDisarmTabsAndCarriageReturns() {
        assertThat(ComplianceCsv.cell("\t=1")).isEqualTo("' =1");
        assertThat(ComplianceCsv.cell("\r=1")).startsWith("'");
        assertThat(ComplianceCsv.cell("")).isEmpty();
    }

    /** As a reader of RFC 4180 takes a row apart. */
    private static List<String> cells(String row) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < row.length(); i++) {
            char c = row.charAt(i);
            if (c == '"' && quoted && i + 1 < row.length() && row.charAt(i + 1) == '"') {
                cell.append(c);
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString());
        return cells;
    }

    @Test
    void shouldFitTheSchema() throws Exception {
        hostile();
        promoted.orderly(1, NOW);
        promoted.begin(promoted.admitted(2, NOW, ship(2)), Releases.build(2), NOW, ship(2));

        Path file = Path.of(System.getProperty("project.root"), "docs", "formats", "compliance-report.schema.json");
        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(Files.readString(file))
                        .validate(json(promoted.report()), InputFormat.JSON))
                .isEmpty();
        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(Files.readString(file))
                        .validate(
                                json(promoted.report()).replace("\"promotions\"", "\"promotoins\""), InputFormat.JSON))
                .isNotEmpty();
    }

    @Test
    void shouldDrawWhatEverybodyCanDrawAgain() throws Exception {
        for (int build = 1; build <= 8; build++) {
            promoted.orderly(build, NOW.plusSeconds(build));
        }
        Scope scope = new Scope("production", DAY, NEXT_DAY, 3, "auditor's own words", true, "chain");

        ComplianceReport report = promoted.report(scope);

        String lines = "release-gates-sample/v1\nproduction\n2026-11-21T00:00:00Z\n2026-11-22T00:00:00Z\n"
                + ledger.head() + "\nauditor's own words\n";
        String seed = sha256(lines);
        List<String> expected = report.promotions().stream()
                .map(Promotion::entry)
                .sorted(Comparator.comparing(entry -> sha256(seed + "\n" + entry)))
                .limit(3)
                .toList();
        assertThat(report.sample().seed().hex()).isEqualTo(seed);
        assertThat(report.sample().drawn()).isEqualTo(expected);
        assertThat(report.sample().population()).isEqualTo(8);
        assertThat(promoted.report(scope).sample()).isEqualTo(report.sample());
        Scope other = new Scope("production", DAY, NEXT_DAY, 3, "other words", true, "chain");
        assertThat(promoted.report(other).sample().seed())
                .isNotEqualTo(report.sample().seed());
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void shouldPutAllFormsAndTheProofsOfTheSampleIntoOneFile() throws Exception {
        for (int build = 1; build <= 3; build++) {
            promoted.orderly(build, NOW.plusSeconds(build));
        }
        ComplianceReport report = promoted.report(Scope.of("production", DAY, NEXT_DAY, 2));
        Path file = directory.resolve("report.zip");

        try (var out = Files.newOutputStream(file)) {
            ComplianceZip.write(report, ledger, out);
        }

        try (ZipFile zip = new ZipFile(file.toFile())) {
            List<String> names = zip.stream().map(ZipEntry::getName).toList();
            assertThat(names).contains("README.txt", "report.html", "promotions.csv", "report.json");
            List<String> bundles =
                    names.stream().filter(name -> name.startsWith("sample/")).toList();
            assertThat(bundles).hasSize(2).allMatch(name -> name.endsWith("-deployment.zip"));
            for (String name : bundles) {
                Path bundle = directory.resolve("bundle.zip");
                Files.write(bundle, zip.getInputStream(zip.getEntry(name)).readAllBytes());
                assertThat(BundleVerifier.verify(bundle, VerifyOptions.NONE)
                                .verification()
                                .findings())
                        .isEmpty();
            }
            assertThat(new String(
                            zip.getInputStream(zip.getEntry("README.txt")).readAllBytes(), StandardCharsets.UTF_8))
                    .contains(report.sample().seed().hex(), "release-gates verify sample/FILE.zip");
        }
    }

    @Test
    void shouldShowAnInstantOfTheScopeAsItWasGiven() throws Exception {
        Scope scope = Scope.of("production", Instant.parse("2026-11-21T09:00:00Z"), NEXT_DAY, 0);

        assertThat(json(promoted.report(scope))).contains("\"from\" : \"2026-11-21T09:00:00Z\"");
    }
}
