package io.jenkins.lib.releasegates.scanner.secrets;

import static io.jenkins.lib.releasegates.scanner.secrets.SearchedFolder.KEY;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.releasegates.scanner.Main;
import io.jenkins.lib.releasegates.scanner.job.UpdateJob;
import io.jenkins.lib.releasegates.scanner.secrets.rule.Match;
import io.jenkins.lib.releasegates.scanner.secrets.rule.RuleExamples;
import io.jenkins.lib.releasegates.scanner.secrets.rule.RuleSet;
import io.jenkins.lib.releasegates.scanner.tree.FolderFile;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The worker as it is shipped, over files full of secrets: nothing that it writes holds one of them. */
class NothingLeaksTest {

    private static final String SALT = "0123456789abcdef0123456789abcdef";

    @TempDir
    private Path home;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void endAll() throws Exception {
        for (Process process : started) {
            process.destroyForcibly().waitFor();
        }
    }

    private int run(Path folder, String members) throws Exception {
        Path written = Files.createDirectories(home.resolve("written"));
        Path work = Files.createDirectories(home.resolve("work"));
        Path job = Files.writeString(
                home.resolve("job.json"),
                "{\"version\": 1, \"do\": \"scan\", \"kind\": \"secrets\", \"folder\": \"%s\", \"work\": \"%s\", \"result\": \"%s\"%s}"
                        .formatted(folder, work, written.resolve("result.jsonl"), members));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        Path.of("target", "scanner-bundle").toAbsolutePath() + "/lib/release-gates-scanner.jar",
                        Main.class.getName(),
                        job.toString())
                .redirectOutput(written.resolve("out").toFile())
                .redirectError(written.resolve("err").toFile())
                .start();
        started.add(process);
        process.getOutputStream().write((SALT + "\n").getBytes(StandardCharsets.US_ASCII));
        process.getOutputStream().close();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("ended").isTrue();
        assertThat(work).isEmptyDirectory();
        return process.exitValue();
    }

    private String everythingWritten() throws Exception {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(home.resolve("written"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.append(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return all.toString();
    }

    @Test
    void shouldWriteNoSecretOfAnyRuleWhenAllOfThemAreFound() throws Exception {
        Path folder = Files.createDirectory(home.resolve("folder"));
        List<String> values = new ArrayList<>();
        List<String> texts = RuleExamples.found();
        for (int i = 0; i < texts.size(); i++) {
            Files.writeString(folder.resolve(i + ".properties"), texts.get(i));
            RuleSet.builtIn().search(texts.get(i), i + ".properties").stream()
                    .map(Match::value)
                    .forEach(values::add);
        }
        assertThat(values).hasSizeGreaterThan(180);

        int code = run(folder, ", \"secrets\": {\"salt\": \"stdin\"}");

        String written = everythingWritten();
        assertThat(code).as(written).isZero();
        assertThat(written.lines().filter(line -> line.contains("\"type\":\"finding\"")))
                .hasSize(values.size());
        assertThat(values).allSatisfy(value -> assertThat(written).doesNotContain(value));
        assertThat(written).doesNotContain(SALT);
    }

    @Test
    void shouldShowNoExampleWhenARuleIsRefusedForIt() throws Exception {
        Path folder = Files.createDirectory(home.resolve("folder"));
        Path rules = Files.writeString(home.resolve("own.yaml"), """
                version: 1
                rules:
                  - id: acme-key
                    what: Key of ACME
                    severity: HIGH
                    source: https://acme.org/
                    keywords: [acme]
                    expression: 'acme[0-9]{40}'
                    finds: ['%s']
                    passes: ['acme']
                """.formatted(KEY));

        int code = run(folder, ", \"rules\": \"%s\", \"secrets\": {\"salt\": \"stdin\"}".formatted(rules));

        assertThat(code).isEqualTo(2);
        assertThat(everythingWritten())
                .contains("found an example in which acme-key finds nothing")
                .doesNotContain(KEY)
                .doesNotContain(SALT);
        assertThat(home.resolve("written/result.jsonl")).doesNotExist();
    }

    @Test
    void shouldTellTheFileAndNotTheTextWhenARuleBreaks() throws Exception {
        Path file = Files.writeString(home.resolve("a.txt"), "id=" + KEY);
        Salt salt = Salt.from(UpdateJob.Key.NONE, InputStream.nullInputStream(), Map.of());

        FileSearch.Looked looked =
                new FileSearch(RuleExamples.broken("akia"), salt, 1_000).look(new FolderFile("a.txt", file, 23));

        assertThat(looked.findings()).isEmpty();
        assertThat(looked.problems().toString())
                .isEqualTo("[Problem[path=a.txt, message=Looking at it failed: NullPointerException]]");
    }
}
