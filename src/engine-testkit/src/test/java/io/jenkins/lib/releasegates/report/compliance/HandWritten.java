package io.jenkins.lib.releasegates.report.compliance;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.releasegates.audit.entry.EntryLine;
import io.jenkins.lib.releasegates.audit.entry.EntryLine.MalformedLine;
import io.jenkins.lib.releasegates.audit.entry.SaltedValues;
import io.jenkins.lib.releasegates.audit.entry.Salts;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.digest.CanonicalJson;
import io.jenkins.lib.releasegates.digest.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Adds entries of kinds that this version doesn't write to a ledger that is closed. */
record HandWritten(Path directory) {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Salts SALTS = new Salts(new SecureRandom());

    /** An entry behind the last one, by that account, with what it typed. */
    TrailEntry add(
            String kind, ObjectNode subject, ObjectNode body, String account, Map<String, String> typed, Instant at)
            throws IOException, MalformedLine {
        Path trail = directory.resolve("trail/000000000000.jsonl");
        List<String> lines = Files.readAllLines(trail);
        TrailEntry last = EntryLine.read(lines.get(lines.size() - 1).getBytes(StandardCharsets.UTF_8));
        Map<String, String> clear = new java.util.TreeMap<>(typed);
        clear.put("actor.id", account);
        clear.put("actor.name", account);
        SaltedValues people = SaltedValues.of(clear, SALTS);
        ObjectNode full = body.deepCopy();
        full.putObject("actor").put("means", "SESSION");
        ObjectNode commitments = full.putObject("people");
        people.values()
                .forEach((field, salted) ->
                        commitments.put(field, salted.commitment(field).toString()));
        byte[] line = EntryLine.write(
                last.seq() + 1,
                at,
                kind,
                last.origin(),
                last.hash(),
                CanonicalJson.bytes(subject),
                CanonicalJson.bytes(full));
        append(trail, line);
        append(directory.resolve("people/000000000000.jsonl"), people.row(last.seq() + 1));
        return EntryLine.read(line);
    }

    private static void append(Path file, byte[] line) throws IOException {
        Files.write(file, line, StandardOpenOption.APPEND);
        Files.write(file, new byte[] {'\n'}, StandardOpenOption.APPEND);
    }

    /** About that environment, and a file. */
    static ObjectNode body(String file) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putObject("environment").put("name", "production");
        body.putArray("artifacts")
                .addObject()
                .put("name", file)
                .put("digest", Digest.of(file.getBytes(StandardCharsets.UTF_8)).toString())
                .put("size", file.length());
        return body;
    }

    static ObjectNode json(String text) throws IOException {
        return (ObjectNode) MAPPER.readTree(text);
    }
}
