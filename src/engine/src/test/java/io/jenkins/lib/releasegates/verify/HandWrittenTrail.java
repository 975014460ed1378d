package io.jenkins.lib.releasegates.verify;

import io.jenkins.lib.releasegates.digest.Digest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** A second writer of the format, after docs/formats/trail.md and without the ledger's code. */
final class HandWrittenTrail {

    static final String FIRST_FILE = "trail/000000000000.jsonl";
    static final byte[] BLOB = "not even compressed".getBytes(StandardCharsets.UTF_8);
    static final String SALT = "000102030405060708090a0b0c0d0e0f";

    static final String SUBJECT = "{\"build\":\"b\",\"job\":\"j\"}";
    private static final int PER_FILE = 1_000;

    final List<byte[]> lines = new ArrayList<>();
    private final ByteArrayOutputStream people = new ByteArrayOutputStream();
    private String subject = SUBJECT;

    /** Evidence, a gate and the decision of one build. */
    HandWrittenTrail decision() {
        entry("evidence-recorded", evidence(true));
        entry("gate-judged", gate("tests", "PASSED"));
        row(lines.size(), "actor.id", "alice");
        return entry("decision-made", decisionBody(blob(), "tests", "PASSED"));
    }

    static String evidence(boolean judged) {
        return "{\"evidence\":\"" + blob() + "\",\"judged\":" + judged + ",\"storedBytes\":" + BLOB.length + "}";
    }

    static String gate(String name, String verdict) {
        return "{\"advisory\":false,\"criticality\":\"FAILURE\",\"gate\":\"" + name + "\",\"verdict\":{\"kind\":\""
                + verdict + "\"}}";
    }

    static String decisionBody(Digest evidence, String gate, String verdict) {
        return "{\"evidence\":\"" + evidence
                + "\",\"gates\":[{\"advisory\":false,\"criticality\":\"FAILURE\",\"gate\":\""
                + gate + "\",\"verdict\":\"" + verdict + "\"}],\"people\":{\"actor.id\":\""
                + commitment("actor.id", "alice") + "\"}}";
    }

    HandWrittenTrail entry(String kind, String body) {
        return line(line(lines.size(), "2026-11-21T10:00:00.000Z", body, kind, hash(), 1));
    }

    HandWrittenTrail about(String otherSubject) {
        subject = otherSubject;
        return this;
    }

    /** A line as it is, right or wrong. */
    HandWrittenTrail line(String line) {
        lines.add(line.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    String line(long seq, String at, String body, String kind, Digest prev, int version) {
        return "{\"at\":\"" + at + "\",\"body\":" + body + ",\"kind\":\"" + kind
                + "\",\"origin\":\"0123456789abcdef\",\"prev\":\"" + prev + "\",\"seq\":" + seq + ",\"subject\":"
                + subject + ",\"v\":" + version + "}";
    }

    HandWrittenTrail row(long seq, String field, String value) {
        people.writeBytes(("{\"seq\":" + seq + ",\"values\":{\"" + field + "\":{\"salt\":\"" + SALT + "\",\"value\":\""
                        + value + "\"}}}\n")
                .getBytes(StandardCharsets.UTF_8));
        return this;
    }

    Digest hash() {
        return lines.isEmpty() ? new Digest("0".repeat(64)) : Digest.of(lines.get(lines.size() - 1));
    }

    ExpectedHead head() {
        return new ExpectedHead(lines.size(), hash());
    }

    static Digest blob() {
        return Digest.of(BLOB);
    }

    static String blobFile() {
        return "evidence/" + blob().hex() + ".json.gz";
    }

    static String commitment(String field, String value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(HexFormat.of().parseHex(SALT));
        bytes.write(0);
        bytes.writeBytes(field.getBytes(StandardCharsets.UTF_8));
        bytes.write(0);
        bytes.writeBytes(value.getBytes(StandardCharsets.UTF_8));
        return Digest.of(bytes.toByteArray()).toString();
    }

    byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] line : lines) {
            bytes.writeBytes(line);
            bytes.write('\n');
        }
        return bytes.toByteArray();
    }

    byte[] people() {
        return people.toByteArray();
    }

    void write(Path ledger) throws IOException {
        for (String directory : List.of("trail", "people", "evidence")) {
            Files.createDirectories(ledger.resolve(directory));
        }
        Files.write(ledger.resolve(blobFile()), BLOB);
        Files.write(ledger.resolve("people/000000000000.jsonl"), people.toByteArray());
        for (int first = 0; first < Math.max(1, lines.size()); first += PER_FILE) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            for (byte[] line : lines.subList(first, Math.min(lines.size(), first + PER_FILE))) {
                bytes.writeBytes(line);
                bytes.write('\n');
            }
            Files.write(ledger.resolve(file(first)), bytes.toByteArray());
        }
    }

    static String file(long first) {
        return String.format(Locale.ROOT, "trail/%012d.jsonl", first);
    }
}
