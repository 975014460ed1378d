package io.jenkins.lib.releasegates.evidence.reader;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.releasegates.evidence.Evidence;
import io.jenkins.lib.releasegates.evidence.Provenance;
import io.jenkins.lib.releasegates.evidence.reader.report.ReadLimits;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Memory doesn't grow with the report: read in a JVM of its own, with a heap about as large as the file. */
class MemoryTest {

    private static final int RESULTS = 100_000;

    @TempDir
    private Path workspace;

    @Test
    void shouldReadSixtyMegabytesOfSarifInSixtyFourOfHeap() throws Exception {
        Path report = workspace.resolve("r.sarif");
        try (BufferedWriter out = Files.newBufferedWriter(report)) {
            out.write("{\"runs\":[{\"tool\":{\"driver\":{\"name\":\"T\"}},\"results\":[");
            for (int i = 0; i < RESULTS; i++) {
                out.write((i == 0 ? "" : ",") + "{\"ruleId\":\"R" + i % 100
                        + "\",\"level\":\"error\",\"message\":{\"text\":\""
                        + "some words of the tool ".repeat(20) + i
                        + "\"},\"locations\":[{\"physicalLocation\":{\"artifactLocation\":{\"uri\":\"src/A" + i % 500
                        + ".java\"},\"region\":{\"startLine\":" + i % 1000 + "}}}]}");
            }
            out.write("]}]}");
        }
        assertThat(Files.size(report)).isGreaterThan(60_000_000);
        Path log = workspace.resolve("log");

        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        workspace.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }

        assertThat(Files.readString(log, StandardCharsets.UTF_8).strip()).isEqualTo(RESULTS + " " + RESULTS + " []");
    }

    /** What the other JVM does. */
    static final class Child {

        private Child() {}

        public static void main(String[] args) throws IOException {
            Evidence evidence = new EvidenceReading(Path.of(args[0]), ReadLimits.STANDARD, Provenance.REPORTED)
                    .read(List.of(ReportRequest.of("*.sarif")));
            System.out.println((long) Reports.value(evidence, "findings.total") + " "
                    + evidence.identities().size() + " " + evidence.problems());
        }
    }
}
