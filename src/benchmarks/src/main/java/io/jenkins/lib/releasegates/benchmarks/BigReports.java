package io.jenkins.lib.releasegates.benchmarks;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SplittableRandom;

/** Writes large reports, always the same ones. */
final class BigReports {

    private static final String[] WORDS =
            ("The method reads a value from the request and passes it to an interpreter without validation so that an"
                            + " attacker who controls this parameter may execute commands on the server; possible null pointer dereference of"
                            + " field in call may expose internal representation by storing externally mutable object into result ignored return"
                            + " exceptional path stream not closed weak hash algorithm predictable random number hard coded password SQL query"
                            + " built from string concatenation path traversal unsafe deserialization untrusted cookie secure flag missing")
                    .split(" ");

    private BigReports() {}

    /** A SARIF log with fingerprints; 100,000 results have 64 MiB. */
    static void sarif(Path file, int results) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("{\"version\":\"2.1.0\",\"runs\":[{\"tool\":{\"driver\":{\"name\":\"Scanner\",\"rules\":[");
            for (int i = 0; i < 100; i++) {
                out.write((i == 0 ? "" : ",") + "{\"id\":\"RULE" + i + "\"}");
            }
            out.write("]}},\"results\":[");
            for (int i = 0; i < results; i++) {
                String level = i % 3 == 0 ? "error" : i % 3 == 1 ? "warning" : "note";
                out.write((i == 0 ? "" : ",\n") + "{\"ruleId\":\"RULE" + i % 100 + "\",\"ruleIndex\":" + i % 100
                        + ",\"level\":\"" + level + "\",\"message\":{\"text\":\""
                        + "What the tool says about it. ".repeat(12)
                        + i + "\"},\"locations\":[{\"physicalLocation\":{\"artifactLocation\":{\"uri\":"
                        + "\"src/main/java/com/example/Source" + i % 500 + ".java\",\"uriBaseId\":\"%SRCROOT%\"},"
                        + "\"region\":{\"startLine\":" + (i % 1000 + 1) + ",\"startColumn\":3}}}],"
                        + "\"partialFingerprints\":{\"primaryLocationLineHash\":\""
                        + Long.toHexString(i * 0x9E3779B97F4AL)
                        + ":1\"}}");
            }
            out.write("]}]}");
        }
    }

    /** A SARIF log whose messages of 40 to 360 characters differ as those of real tools do: gzip makes a quarter of it, not a fiftieth. */
    static void variedSarif(Path file, int results) throws IOException {
        SplittableRandom random = new SplittableRandom(4);
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("{\"version\":\"2.1.0\",\"runs\":[{\"tool\":{\"driver\":{\"name\":\"Scanner\"}},\"results\":[");
            for (int i = 0; i < results; i++) {
                int rule = random.nextInt(120);
                int source = random.nextInt(3_000);
                StringBuilder message = new StringBuilder(400);
                int length = 40 + random.nextInt(320);
                while (message.length() < length) {
                    message.append(WORDS[random.nextInt(WORDS.length)]).append(' ');
                    if (random.nextInt(6) == 0) {
                        message.append("value").append(random.nextInt(5_000)).append(' ');
                    }
                }
                String level = rule % 3 == 0 ? "error" : rule % 3 == 1 ? "warning" : "note";
                out.write((i == 0 ? "" : ",\n") + "{\"ruleId\":\"java/rule-" + rule + "\",\"level\":\"" + level
                        + "\",\"message\":{\"text\":\"" + message
                        + "\"},\"locations\":[{\"physicalLocation\":{\"artifactLocation\":{\"uri\":"
                        + "\"module" + source % 40 + "/src/main/java/com/example/part" + source % 300 + "/Source"
                        + source + ".java\"},\"region\":{\"startLine\":" + (1 + random.nextInt(2_000))
                        + "}}}],\"partialFingerprints\":{\"primaryLocationLineHash\":\""
                        + Long.toHexString(random.nextLong()) + ":1\"}}");
            }
            out.write("]}]}");
        }
    }

    /** JUnit XML, a hundred cases per class, one in fifty failed. */
    static void junit(Path file, int cases) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n");
            for (int i = 0; i < cases; i++) {
                String type = "com.example.part" + i / 100 % 50 + ".Suite" + i / 100 + "Test";
                if (i % 100 == 0) {
                    out.write("<testsuite name=\"" + type + "\" tests=\"100\" failures=\"2\" time=\"1.5\">\n");
                }
                out.write("  <testcase classname=\"" + type + "\" name=\"shouldDoWhatIsExpectedInCase" + i
                        + "\" time=\"0.015\">"
                        + (i % 50 == 0
                                ? "<failure message=\"expected: 1 but was: 2\" type=\"java.lang.AssertionError\">"
                                        + "java.lang.AssertionError: expected: 1\n\tat com.example.A.b(A.java:12)\n"
                                                .repeat(5)
                                        + "</failure>"
                                : "")
                        + "</testcase>\n");
                if (i % 100 == 99) {
                    out.write("</testsuite>\n");
                }
            }
            out.write("</testsuites>\n");
        }
    }

    /** A JaCoCo report, five methods and a hundred lines per file. */
    static void jacoco(Path file, int lines) throws IOException {
        String counters =
                "<counter type=\"INSTRUCTION\" missed=\"%d\" covered=\"%d\"/><counter type=\"BRANCH\" missed=\"%d\" covered=\"%d\"/>"
                        + "<counter type=\"LINE\" missed=\"%d\" covered=\"%d\"/><counter type=\"COMPLEXITY\" missed=\"0\" covered=\"5\"/>"
                        + "<counter type=\"METHOD\" missed=\"0\" covered=\"%d\"/>";
        String method = String.format(Locale.ROOT, counters, 20, 60, 4, 16, 5, 15, 1);
        String whole = String.format(Locale.ROOT, counters, 100, 300, 20, 80, 25, 75, 5)
                + "<counter type=\"CLASS\" missed=\"0\" covered=\"1\"/>";
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><!DOCTYPE report PUBLIC"
                    + " \"-//JACOCO//DTD Report 1.1//EN\" \"report.dtd\"><report name=\"big\">");
            int files = lines / 100;
            for (int first = 0; first < files; first += 50) {
                out.write("<package name=\"com/example/p" + first / 50 + "\">");
                for (int i = first; i < Math.min(files, first + 50); i++) {
                    out.write("<class name=\"com/example/p" + first / 50 + "/Source" + i + "\" sourcefilename=\"Source"
                            + i + ".java\">");
                    for (int m = 0; m < 5; m++) {
                        out.write("<method name=\"method" + m + "\" desc=\"(Ljava/lang/String;)V\" line=\"" + m * 20
                                + "\">" + method + "</method>");
                    }
                    out.write(whole + "</class>");
                }
                for (int i = first; i < Math.min(files, first + 50); i++) {
                    out.write("<sourcefile name=\"Source" + i + ".java\">");
                    for (int line = 1; line <= 100; line++) {
                        boolean missed = line % 4 == 0;
                        boolean branch = line % 5 == 0;
                        out.write("<line nr=\"" + line + "\" mi=\"" + (missed ? 4 : 0) + "\" ci=\"" + (missed ? 0 : 4)
                                + "\" mb=\"" + (branch ? 1 : 0) + "\" cb=\"" + (branch ? 4 : 0) + "\"/>");
                    }
                    out.write(whole + "</sourcefile>");
                }
                out.write("</package>");
            }
            out.write("</report>");
        }
    }
}
