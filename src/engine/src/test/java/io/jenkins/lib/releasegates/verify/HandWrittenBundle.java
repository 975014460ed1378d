package io.jenkins.lib.releasegates.verify;

import io.jenkins.lib.releasegates.digest.Digest;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.TreeMap;

/** A second writer of proof bundles, after docs/formats/proof-bundle.md: paths are computed as RFC 6962 defines them, from the start each time. */
final class HandWrittenBundle {

    final TreeMap<String, byte[]> members = new TreeMap<>();
    private final HandWrittenLog log;

    /** Of a log with one build, under its last checkpoint. */
    HandWrittenBundle(HandWrittenLog log) {
        this.log = log;
        String checkpoint = log.checkpoints.get(log.checkpoints.size() - 1);
        List<byte[]> covered = log.trail.lines.subList(0, HandWrittenLog.size(checkpoint));
        text("checkpoint", checkpoint);
        text("key.vkey", log.key().vkey() + "\n");
        text("key.pem", log.key().pem().replace("\r\n", ""));
        members.put(HandWrittenTrail.blobFile(), HandWrittenTrail.BLOB);
        for (int seq = 0; seq < log.trail.lines.size(); seq++) {
            members.put("entries/" + seq + ".json", log.trail.lines.get(seq));
            if (seq < covered.size()) {
                text(
                        "proofs/" + seq + ".tlog-proof",
                        "c2sp.org/tlog-proof@v1\nindex " + seq + "\n" + path(covered, seq) + "\n" + checkpoint);
            }
        }
        for (String row : new String(log.trail.people(), StandardCharsets.UTF_8).split("\n")) {
            if (!row.isEmpty()) {
                text("people/" + row.replaceAll("\\D.*?(\\d+),.*", "$1") + ".json", row);
            }
        }
    }

    private void text(String name, String text) {
        members.put(name, text.getBytes(StandardCharsets.UTF_8));
    }

    /** PATH of RFC 6962, section 2.1.1, a line each. */
    private static String path(List<byte[]> entries, int at) {
        if (entries.size() == 1) {
            return "";
        }
        int left = Integer.highestOneBit(entries.size() - 1);
        List<byte[]> first = entries.subList(0, left);
        List<byte[]> second = entries.subList(left, entries.size());
        return at < left ? path(first, at) + line(second) : path(second, at - left) + line(first);
    }

    private static String line(List<byte[]> entries) {
        return Base64.getEncoder().encodeToString(HandWrittenLog.root(entries)) + "\n";
    }

    /** Name and content of each behind each other, as the fuzz target takes them. */
    byte[] parts() {
        ByteArrayOutputStream parts = new ByteArrayOutputStream();
        members.forEach((name, content) -> {
            parts.write(0x1e);
            parts.writeBytes((name + "\n").getBytes(StandardCharsets.UTF_8));
            parts.writeBytes(content);
        });
        return parts.toByteArray();
    }

    /** Whether that is one of its entries, byte for byte. */
    boolean hasEntry(byte[] line) {
        return log.trail.lines.stream().anyMatch(entry -> Digest.of(entry).equals(Digest.of(line)));
    }
}
