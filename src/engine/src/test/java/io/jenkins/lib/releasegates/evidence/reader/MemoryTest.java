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
    private static final int SAMPLES = 1_000_000;

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
        assertThat(read("*.sarif", "findings.total")).isEqualTo(RESULTS + " " + RESULTS + " []");
    }

    @Test
    void shouldReadAMillionSamplesOfJmeterInSixtyFourMegabytesOfHeap() throws Exception {
        Path report = workspace.resolve("r.jtl");
        try (BufferedWriter out = Files.newBufferedWriter(report)) {
            out.write("timeStamp,elapsed,label,responseCode,responseMessage,threadName,success,URL\n");
            for (int i = 0; i < SAMPLES; i++) {
                out.write(1_763_812_800_000L + i + "," + i % 604_801 * 1_000L + ",\"Pay, line\nbreak\",200,OK,Buyers 1-"
                        + i % 500 + "," + (i % 50 != 0) + ",https://shop.example/pay?order=" + i + "\n");
            }
        }
        assertThat(Files.size(report)).isGreaterThan(90_000_000);

        assertThat(read("*.jtl", "load.requests")).isEqualTo(SAMPLES + " 0 []");
    }

    /** Of the other JVM: the value of the metric, how many identities there are, and the problems. */
    private String read(String pattern, String metric) throws Exception {
        Path log = workspace.resolve("log");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        workspace.toString(),
                        pattern,
                        metric)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }

        return Files.readString(log, StandardCharsets.UTF_8).strip();
    }

    /** What the other JVM does. */
    static final class Child {

        private Child() {}

        public static void main(String[] args) throws IOException {
            Evidence evidence = new EvidenceReading(Path.of(args[0]), ReadLimits.STANDARD, Provenance.REPORTED)
                    .read(List.of(ReportRequest.of(args[1])));
            System.out.println((long) Reports.value(evidence, args[2]) + " "
                    + evidence.identities().size() + " " + evidence.problems());
        }
    }
}
