package io.jenkins.lib.releasegates.evidence.reader;

import static io.jenkins.lib.releasegates.evidence.reader.Reports.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.releasegates.evidence.Evidence;
import io.jenkins.lib.releasegates.evidence.Problem;
import io.jenkins.lib.releasegates.evidence.reader.report.ReadLimits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(30)
class HostileReportsTest {

    private static final String GOOD = "<testsuite><testcase name='a'/></testsuite>";

    @TempDir
    private Path workspace;

    static Stream<Arguments> hostile() throws IOException {
        return Stream.of(
                row("a truncated XML report", "r.xml", "<testsuite><testcase", "not well-formed"),
                row("a truncated SARIF log", "r.sarif", "{\"runs\":[{\"results\":[{\"ruleId\":\"x", "allowed"),
                row("an empty file", "r.xml", "", "empty"),
                row("white space only", "r.xml", " \n\t ", "neither XML nor"),
                row("bytes of a program", "r.xml", "\u007FELF\u0001\u0002\u0000\u0000", "neither XML nor"),
                row("zeros", "r.json", "\0\0\0\0\0\0", "neither XML nor"),
                row("an entity bomb", "r.xml", bomb(), "entities"),
                row(
                        "an external entity",
                        "r.xml",
                        "<!DOCTYPE t [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><testsuite>&x;</testsuite>",
                        "entities"),
                row(
                        "an external parameter entity",
                        "r.xml",
                        "<!DOCTYPE t [<!ENTITY % x SYSTEM 'file:///etc/passwd'>%x;]><testsuite/>",
                        "entities"),
                row(
                        "a document type that is none",
                        "r.xml",
                        "<!DOCTYPE report [see]><report name='x'/>",
                        "Unexpected character 's'"),
                row(
                        "a NUL in a document type",
                        "r.xml",
                        "<!DOCTYPE coverage [\0]><coverage line-rate='1'/>",
                        "Illegal character"),
                row(
                        "an entity that nobody declared",
                        "r.xml",
                        "<testsuite>&x;</testsuite>",
                        "a reference to an entity"),
                row("100,000 nested elements", "r.xml", "<testsuite>".repeat(100_000), "deeper than 200"),
                row("100,000 nested arrays", "r.sarif", "{\"x\":" + "[".repeat(100_000), "nesting depth"),
                row("a gzip archive", "r.xml", gzip(), "gzip archive"),
                row("a ZIP archive", "r.xml", zip(), "ZIP archive"),
                row("another root element", "r.xml", "<html><body/></html>", "<html>"),
                row("another kind of JSON", "r.json", "{\"name\":\"x\"}", "isn't recognised"),
                row("an unknown SARIF version", "r.sarif", "{\"version\":\"3.0\",\"runs\":[]}", "allowed is 2.1.0"),
                row("a SARIF log without runs", "r.sarif", "{\"version\":\"2.1.0\"}", "runs is missing"),
                row("results that are a text", "r.sarif", "{\"runs\":[{\"results\":\"none\"}]}", "results is no array"),
                row(
                        "SARIF of a tool that couldn't look",
                        "r.sarif",
                        "{\"runs\":[{\"results\":null}]}",
                        "couldn't look"),
                row("SARIF of a tool that didn't look", "r.sarif", "{\"runs\":[{\"tool\":{}}]}", "didn't look"),
                row("SARIF in which nothing ran", "r.sarif", "{\"runs\":[]}", "runs is empty"),
                row(
                        "SARIF whose results are elsewhere",
                        "r.sarif",
                        "{\"runs\":[{\"externalPropertyFileReferences\":{\"results\":[{\"guid\":\"1\"}]}}]}",
                        "in another file"),
                row(
                        "SARIF of a tool that was killed",
                        "r.sarif",
                        "{\"runs\":[{\"invocations\":[{\"executionSuccessful\":true},{\"exitCode\":137,\"executionSuccessful\":false}],"
                                + "\"results\":[]}]}",
                        "was not successful"),
                row(
                        "an object of more values than one finding has",
                        "r.json",
                        "{\"matches\":[{\"vulnerability\":{\"cwes\":[" + "1,".repeat(200_000) + "1]}}]}",
                        "more than 200000 values"),
                row(
                        "a score that is there twice",
                        "r.json",
                        "{\"matches\":[{\"vulnerability\":{\"severity\":\"Low\",\"severity\":\"High\"}}]}",
                        "the field severity twice"),
                row(
                        "a truncated report of Trivy",
                        "r.json",
                        "{\"SchemaVersion\":2,\"Results\":[{\"Target\":\"a\"",
                        "allowed"),
                row("an array of nobody", "r.json", "[{\"a\":1}]", "a JSON array whose format isn't recognised"),
                row(
                        "components in components",
                        "r.json",
                        "{\"bomFormat\":\"CycloneDX\"," + "\"components\":[{".repeat(60) + "}]".repeat(60) + "}",
                        "more than 50 in one another"),
                row("something behind the JSON", "r.sarif", "{\"runs\":[{\"results\":[]}]} {}", "behind the end"),
                row(
                        "a message of 2 MiB",
                        "r.sarif",
                        "{\"runs\":[{\"tool\":{},\"results\":[{\"message\":{\"text\":\"" + "x".repeat(2 << 20)
                                + "\"}}]}]}",
                        "1048576"),
                row("an attribute of 2 MiB", "r.xml", "<testsuite name='" + "x".repeat(2 << 20) + "'/>", "1048576"),
                row(
                        "a comment of 2 MiB",
                        "r.xml",
                        "<testsuite><!--" + "x".repeat(2 << 20) + "--></testsuite>",
                        "1048576"),
                row("a negative count", "r.xml", jacoco("-1"), "missed=\"-1\""),
                row("a count beyond every program", "r.xml", jacoco("9".repeat(30)), "whole numbers"),
                row("more covered than there are", "r.xml", cobertura("150% (3/2)"), "at most as many"),
                row("an encoding that isn't one", "r.xml", "<?xml version='1.0' encoding='nope'?>" + GOOD, "nope"),
                row("a metric's name with a blank", "r.json", metric("\"a b\"", "1"), "a b"),
                row("a metric without a number", "r.json", metric("\"a\"", "\"1\""), "no number"),
                row("a metric beyond a double", "r.json", metric("\"a\"", "1e999"), "beyond"),
                row("Latin-1 that says UTF-8", "r.xml", latin1(), "UTF-8"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostile")
    void shouldSayWhatIsWrongAndReadTheOthers(String what, String file, byte[] report, String words)
            throws IOException {
        Evidence evidence = new Reports(workspace)
                .with(file, report)
                .with("z/good.xml", GOOD)
                .read(file, "z/*.xml");

        assertThat(evidence.problems()).as(what).singleElement().satisfies(problem -> {
            assertThat(problem.kind()).isEqualTo(report.length == 0 ? Problem.Kind.MISSING : Problem.Kind.UNREADABLE);
            assertThat(problem.place()).startsWith(file);
            assertThat(problem.message()).contains(words).doesNotContain("Exception", "root:");
            assertThat(problem.message().length()).isLessThan(500);
        });
        assertThat(evidence.measurements())
                .containsOnlyKeys("tests.total", "tests.passed", "tests.failed", "tests.skipped", "tests.successRate");
        assertThat(value(evidence, "tests.total")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"UTF-8, true", "UTF-16BE, true", "UTF-16LE, true", "ISO-8859-1, false", "windows-1252, false"})
    void shouldReadEveryEncodingThatTheReportNames(String encoding, boolean mark) throws IOException {
        String text = (mark ? "\uFEFF" : "") + "<?xml version='1.0' encoding='" + (mark ? "UTF-8" : encoding) + "'?>"
                + "<testsuite name='ü'><testcase name='é'/></testsuite>";

        Evidence evidence = new Reports(workspace)
                .with("r.xml", text.getBytes(Charset.forName(encoding)))
                .read("r.xml");

        assertThat(evidence.problems()).isEmpty();
        assertThat(value(evidence, "tests.total")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"UTF-8", "UTF-16BE", "UTF-16LE"})
    void shouldReadJsonInEveryUnicodeEncoding(String encoding) throws IOException {
        String text = "\uFEFF{\"runs\":[{\"results\":[{\"message\":{\"text\":\"ü\"}}]}]}";

        Evidence evidence = new Reports(workspace)
                .with("r.sarif", text.getBytes(Charset.forName(encoding)))
                .read("r.sarif");

        assertThat(evidence.problems()).isEmpty();
        assertThat(value(evidence, "findings.medium")).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "text | <testsuite><testcase name='a'/><system-out> | </system-out></testsuite> | true",
                "CDATA | <testsuite><testcase name='a'/><system-out><![CDATA[ | ]]></system-out></testsuite> | true",
                "comment | <testsuite><testcase name='a'/><!-- | --></testsuite> | false",
                "attribute | <testsuite name=' | '><testcase name='a'/></testsuite> | false",
                "no end | <testsuite><testcase name='a'/> | ~~ | false",
            })
    void shouldStandAHundredMegabytesOnOneLine(String what, String before, String after, boolean readable)
            throws IOException {
        Path file = workspace.resolve("r.xml");
        byte[] block = "x".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(before.getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < 100; i++) {
                out.write(block);
            }
            out.write(after.getBytes(StandardCharsets.US_ASCII));
        }

        Evidence evidence = new Reports(workspace).read("r.xml");

        assertThat(evidence.problems().isEmpty()).as(what).isEqualTo(readable);
        assertThat(evidence.measurements().isEmpty()).as(what).isNotEqualTo(readable);
    }

    @Test
    void shouldStandAHundredMegabytesOfJsonOnOneLine() throws IOException {
        Path file = workspace.resolve("r.sarif");
        byte[] block = "x".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write("{\"runs\":[{\"tool\":{},\"artifacts\":[{\"contents\":{\"text\":\""
                    .getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < 100; i++) {
                out.write(block);
            }
            out.write("\"}}],\"results\":[{}]}]}".getBytes(StandardCharsets.US_ASCII));
        }

        Evidence evidence = new Reports(workspace).read("r.sarif");

        assertThat(evidence.problems()).isEmpty();
        assertThat(value(evidence, "findings.total")).isEqualTo(1);
    }

    @Test
    void shouldStopAtTheTimeLimit() throws IOException {
        ReadLimits hasty = new ReadLimits(1 << 30, 1, 200, 10, 10, 10, Duration.ofMillis(1));
        String many = "<testsuite>" + "<testcase name='a'/>".repeat(500_000) + "</testsuite>";

        Evidence evidence = new Reports(workspace).with("r.xml", many).read(hasty, "r.xml");

        assertThat(evidence.measurements()).isEmpty();
        assertThat(evidence.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("too long"));
    }

    @Test
    void shouldTolerateTheDocumentTypesThatJacocoAndCoberturaWrite() throws IOException {
        Evidence evidence = new Reports(workspace)
                .with(
                        "j.xml",
                        "<!DOCTYPE report PUBLIC \"-//JACOCO//DTD Report 1.1//EN\" \"report.dtd\"><report name='x'/>")
                .with(
                        "c.xml",
                        "<!DOCTYPE coverage SYSTEM \"http://127.0.0.1:1/coverage-04.dtd\"><coverage line-rate='1'/>")
                .read("*.xml");

        assertThat(evidence.problems()).isEmpty();
        assertThat(evidence.reports()).hasSize(2);
    }

    private static Arguments row(String what, String file, String report, String words) {
        return row(what, file, report.getBytes(StandardCharsets.UTF_8), words);
    }

    private static Arguments row(String what, String file, byte[] report, String words) {
        return Arguments.of(what, file, report, words);
    }

    private static String bomb() {
        StringBuilder bomb = new StringBuilder("<!DOCTYPE t [<!ENTITY a0 'ha'>");
        for (int i = 1; i < 20; i++) {
            bomb.append("<!ENTITY a")
                    .append(i)
                    .append(" '")
                    .append(("&a" + (i - 1) + ";").repeat(10))
                    .append("'>");
        }
        return bomb.append("]><testsuite name='&a19;'>&a19;</testsuite>").toString();
    }

    private static String jacoco(String missed) {
        return "<report><package><sourcefile><counter type='LINE' missed='" + missed
                + "' covered='1'/></sourcefile></package></report>";
    }

    private static String cobertura(String conditions) {
        return "<coverage line-rate='1'><package><class filename='a'><lines><line number='1' hits='1' branch='true'"
                + " condition-coverage='" + conditions + "'/></lines></class></package></coverage>";
    }

    private static String metric(String name, String value) {
        return "{\"release-gates-metrics\":1,\"metrics\":[{\"name\":" + name + ",\"value\":" + value + "}]}";
    }

    private static byte[] latin1() {
        return "<?xml version='1.0' encoding='UTF-8'?><testsuite name='\u00fcber'/>"
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] gzip() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(new byte[1 << 20]);
        }
        return bytes.toByteArray();
    }

    private static byte[] zip() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            out.putNextEntry(new ZipEntry("bomb"));
            byte[] zeros = new byte[1 << 20];
            Arrays.fill(zeros, (byte) ' ');
            out.write(zeros);
        }
        return bytes.toByteArray();
    }
}
