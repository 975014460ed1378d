package io.jenkins.lib.releasegates.scanner.secrets;

import static io.jenkins.lib.releasegates.scanner.secrets.SearchedFolder.KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.lib.releasegates.scanner.job.Limits;
import io.jenkins.lib.releasegates.scanner.scan.Outcome;
import io.jenkins.lib.releasegates.scanner.scan.ScanException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretScannerTest {

    @TempDir
    private Path home;

    private SearchedFolder folder;

    @BeforeEach
    void makeFolder() throws Exception {
        folder = new SearchedFolder(home);
    }

    @Test
    void shouldTellRulePlaceAndFingerprintAndNothingOfTheValueWhenASecretIsFound() throws Exception {
        folder.write("src/a.properties", "# shop\nregion=eu\nid=" + KEY + "\n").write("readme.md", "nothing");

        SearchedFolder.Lines lines = folder.scan();

        assertThat(lines.findings()).containsExactly("src/a.properties:3 aws-access-key-id");
        JsonNode finding = lines.of("finding").get(0);
        assertThat(finding.path("kind").asText()).isEqualTo("secret");
        assertThat(finding.path("severity").asText()).isEqualTo("HIGH");
        assertThat(finding.path("severitySource").asText()).isEqualTo("rule");
        assertThat(finding.path("message").asText()).isEqualTo("AWS access key id");
        assertThat(finding.path("cwes").toString()).isEqualTo("[\"CWE-798\"]");
        assertThat(finding.path("fingerprint").asText()).matches("sha256:[0-9a-f]{64}");
        assertThat(finding.path("links").get(0).asText()).startsWith("https://docs.aws.amazon.com/");
        assertThat(lines.first().path("rules").path("count").asInt()).isGreaterThan(150);
        assertThat(lines.first().path("rules").path("digest").asText()).matches("sha256:[0-9a-f]{64}");
        assertThat(lines.end().path("files").asInt()).isEqualTo(2);
        assertThat(Files.readString(lines.file()) + lines.progress())
                .doesNotContain(KEY)
                .doesNotContain("IALRW");
    }

    @Test
    void shouldHaveTheSameFingerprintWhenASecretMovesAndAnotherOneWhenSaltOrValueDiffer() throws Exception {
        folder.write("a.txt", KEY).write("b/c.txt", "\n\nid=" + KEY).write("d.txt", KEY.replace('L', 'M'));

        SearchedFolder.Lines lines = folder.scan();
        List<String> marks = fingerprints(lines);
        folder.salt = Optional.of("fedcba9876543210fedcba9876543210");
        SearchedFolder.Lines other = folder.scan();

        assertThat(marks.get(0)).isEqualTo(marks.get(1)).isNotEqualTo(marks.get(2));
        assertThat(fingerprints(other)).doesNotContainAnyElementsOf(marks);
        assertThat(lines.first().path("fingerprints").path("lasting").asBoolean())
                .isTrue();
        assertThat(lines.first().path("fingerprints").path("salt").asText())
                .matches("sha256:[0-9a-f]{64}")
                .isNotEqualTo(other.first().path("fingerprints").path("salt").asText());
    }

    @Test
    void shouldSayThatFingerprintsDoNotLastWhenNoSaltIsGiven() throws Exception {
        folder.write("a.txt", KEY);
        folder.salt = Optional.empty();

        SearchedFolder.Lines one = folder.scan();
        SearchedFolder.Lines two = folder.scan();

        assertThat(one.first().path("fingerprints").path("lasting").asBoolean(true))
                .isFalse();
        assertThat(fingerprints(one)).isNotEqualTo(fingerprints(two));
    }

    @Test
    void shouldRefuseWithoutShowingItWhenASaltIsTooShort() {
        folder.salt = Optional.of("short-salt");

        assertThatThrownBy(folder::scan)
                .isInstanceOfSatisfying(
                        ScanException.class, e -> assertThat(e.outcome()).isEqualTo(Outcome.BAD_JOB))
                .hasMessage(
                        "secrets.salt: found no salt where the job says that it comes from (environment), allowed: 32 to 200"
                                + " letters, digits, +, /, =, _ and -");
    }

    private static List<String> fingerprints(SearchedFolder.Lines lines) {
        return lines.of("finding").stream()
                .map(line -> line.path("fingerprint").asText())
                .toList();
    }

    @Test
    void shouldReadTheFileWhateverItsLettersAreWritten() throws Exception {
        String text = "größe=1\nid=" + KEY + "\n";
        folder.write("latin1.txt", text.getBytes(StandardCharsets.ISO_8859_1))
                .write("utf8.txt", text)
                .write("utf8-marked.txt", "\ufeff" + text)
                .write("utf16-big.txt", text.getBytes(StandardCharsets.UTF_16))
                .write("utf16-little.txt", ("\ufeff" + text).getBytes(StandardCharsets.UTF_16LE))
                .write("mac.txt", "a\rid=" + KEY);

        assertThat(folder.scan().findings())
                .containsExactly(
                        "latin1.txt:2 aws-access-key-id",
                        "mac.txt:1 aws-access-key-id",
                        "utf16-big.txt:2 aws-access-key-id",
                        "utf16-little.txt:2 aws-access-key-id",
                        "utf8-marked.txt:2 aws-access-key-id",
                        "utf8.txt:2 aws-access-key-id");
    }

    @Test
    void shouldLeaveOutBinaryFilesAndLinksAndSayHowMany() throws Exception {
        folder.write("a.bin", ("\0" + KEY).getBytes(StandardCharsets.US_ASCII)).write("b.txt", KEY);
        Files.createSymbolicLink(folder.path("c.txt"), folder.path("b.txt"));
        Files.createSymbolicLink(folder.path("d"), home.resolve("folder"));
        Files.createSymbolicLink(folder.path("e.txt"), Path.of("/etc/passwd"));

        SearchedFolder.Lines lines = folder.scan();

        assertThat(lines.findings()).containsExactly("b.txt:1 aws-access-key-id");
        assertThat(lines.problems()).isEmpty();
        assertThat(lines.end().path("files").asInt()).isEqualTo(1);
        assertThat(lines.progress()).contains("3 links are left out").contains("1 of the files are binary");
    }

    @Test
    void shouldTellAProblemWhenAFileIsTooLargeAndNoneWhenItIsBinary() throws Exception {
        folder.fileBytes = 10_000;
        folder.write("large.txt", "x".repeat(10_001))
                .write("fits.txt", "x".repeat(10_000))
                .write("exactly.txt", KEY + "\n" + "x".repeat(10_000 - 21))
                .write("large.bin", new byte[20_000]);

        SearchedFolder.Lines lines = folder.scan();

        assertThat(lines.problems())
                .containsExactly("large.txt: Has more than the 10000 bytes that the job allows for a text");
        assertThat(lines.findings()).containsExactly("exactly.txt:1 aws-access-key-id");
    }

    @Test
    void shouldTellAProblemWhenAFileHoldsMoreThanIsTold() throws Exception {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 1_001; i++) {
            text.append("AKIA").append("IALRWFVEALKX").append(i % 6 + 2).append(i / 6 % 6 + 2);
            text.append(i / 36 % 6 + 2).append((char) ('A' + i / 216)).append('\n');
        }
        folder.write("dump.txt", text.toString());

        SearchedFolder.Lines lines = folder.scan();

        assertThat(lines.of("finding")).hasSize(1_000);
        assertThat(lines.problems()).containsExactly("dump.txt: Holds more than 1000 secrets; no more are told");
    }

    @Test
    void shouldLookOnlyAtWhatTheJobNames() throws Exception {
        folder.write("a/x.txt", KEY).write("b/x.txt", KEY).write("a/test/x.txt", KEY);
        folder.include = List.of("a/**");
        folder.exclude = List.of("**/test/");

        assertThat(folder.scan().findings()).containsExactly("a/x.txt:1 aws-access-key-id");
    }

    @Test
    void shouldEndWithoutResultWhenThereAreMoreFilesThanAllowed() throws Exception {
        folder.write("a.txt", "").write("b.txt", "");
        folder.limits = new Limits(1, 100, 1, 1, 1, 1);

        assertThatThrownBy(folder::scan)
                .isInstanceOfSatisfying(
                        ScanException.class, e -> assertThat(e.outcome()).isEqualTo(Outcome.LIMIT_REACHED));
    }

    @Test
    void shouldEndWithoutResultWhenARuleFileIsNotValid() throws Exception {
        folder.rules = Optional.of(Files.writeString(home.resolve("own.yaml"), "version: 1\nrules: []\n"));

        assertThatThrownBy(folder::scan)
                .isInstanceOfSatisfying(
                        ScanException.class, e -> assertThat(e.outcome()).isEqualTo(Outcome.UNUSABLE_DATA))
                .hasMessageContaining("own.yaml:2: rules: found 0 rules");
    }
}
