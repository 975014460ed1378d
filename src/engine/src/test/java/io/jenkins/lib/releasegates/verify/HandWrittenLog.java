package io.jenkins.lib.releasegates.verify;

import io.jenkins.lib.releasegates.digest.Digest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A second writer of what surrounds a trail, after docs/formats/ledger.md: the tree is computed as RFC 6962 defines it, from the start each time. */
final class HandWrittenLog {

    static final String ORIGIN = "0123456789abcdef";
    static final String NAME = "release-gates/" + ORIGIN;
    static final int PER_FILE = 1_000;

    final HandWrittenTrail trail = new HandWrittenTrail();
    /** What {@code checkpoints/} is to hold, right or wrong. */
    final List<String> checkpoints = new ArrayList<>();

    final List<Integer> sizes = new ArrayList<>();
    private @Nullable SigningKey key;

    static SigningKey key(int number) {
        return new SigningKey(NAME, number);
    }

    /** With the first key, so many entries in all, and a checkpoint over them. */
    static HandWrittenLog of(int entries) {
        return new HandWrittenLog().rotate(key(1)).entries(entries - 1).checkpoint();
    }

    HandWrittenLog entries(int count) {
        for (int i = 0; i < count; i++) {
            trail.entry("evidence-recorded", HandWrittenTrail.evidence(false));
        }
        return this;
    }

    /** With everything that a rotation needs. */
    HandWrittenLog rotate(SigningKey next) {
        String endorsement = key == null ? "" : key.signBase64(rotation(next));
        return rotate(next, endorsement, next.signBase64(rotation(next)));
    }

    /** Without an endorsement when that text is empty. */
    HandWrittenLog rotate(SigningKey next, String endorsement, String possession) {
        String body = "{" + (endorsement.isEmpty() ? "" : "\"endorsement\":\"" + endorsement + "\",") + "\"key\":\""
                + next.vkey() + "\",\"possession\":\"" + possession + "\""
                + (key == null ? "" : ",\"previous\":\"" + key.vkey() + "\"") + "}";
        trail.about("{}").entry("key-rotated", body).about(HandWrittenTrail.SUBJECT);
        key = next;
        return this;
    }

    String rotation(SigningKey next) {
        return "release-gates key rotation v1\n" + NAME + "\n" + (key == null ? "-" : key.vkey()) + "\n" + next.vkey()
                + "\n";
    }

    HandWrittenLog checkpoint() {
        sizes.add(trail.lines.size());
        checkpoints.add(signed(key()));
        return this;
    }

    /** A checkpoint over what there is, signed by whomever. */
    String signed(SigningKey by) {
        return by.note(
                NAME + "\n" + trail.lines.size() + "\n" + Base64.getEncoder().encodeToString(root(trail.lines)) + "\n");
    }

    SigningKey key() {
        if (key == null) {
            throw new IllegalStateException("No key yet");
        }
        return key;
    }

    /** MTH of RFC 6962, section 2.1. */
    static byte[] root(List<byte[]> entries) {
        if (entries.isEmpty()) {
            return Digest.of(new byte[0]).bytes();
        }
        if (entries.size() == 1) {
            return hash(new byte[] {0}, entries.get(0));
        }
        int left = Integer.highestOneBit(entries.size() - 1);
        return hash(new byte[] {1}, root(entries.subList(0, left)), root(entries.subList(left, entries.size())));
    }

    private static byte[] hash(byte[]... parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            bytes.writeBytes(part);
        }
        return Digest.of(bytes.toByteArray()).bytes();
    }

    /** Trail, checkpoints, the newest checkpoint and tiles. */
    HandWrittenLog write(Path ledger) throws IOException {
        trail.write(ledger);
        writeCheckpoints(ledger);
        if (!checkpoints.isEmpty()) {
            Files.writeString(ledger.resolve("checkpoint"), checkpoints.get(checkpoints.size() - 1));
        }
        for (int size : sizes) {
            writeTiles(ledger, trail.lines.subList(0, size));
        }
        return this;
    }

    void writeCheckpoints(Path ledger) throws IOException {
        Path directory = Files.createDirectories(ledger.resolve("checkpoints"));
        for (int first = 0; first < checkpoints.size(); first += PER_FILE) {
            List<String> file = checkpoints.subList(first, Math.min(first + PER_FILE, checkpoints.size()));
            Files.writeString(
                    directory.resolve(String.format(Locale.ROOT, "%012d.txt", size(file.get(0)))),
                    String.join("\n", file) + "\n");
        }
    }

    static int size(String checkpoint) {
        return Integer.parseInt(checkpoint.split("\n", -1)[1]);
    }

    /** In the layout of a witness' directory. */
    HandWrittenLog writeWitness(Path witness) throws IOException {
        for (String checkpoint : checkpoints) {
            writeWitness(witness, checkpoint);
        }
        return this;
    }

    static Path writeWitness(Path witness, String checkpoint) throws IOException {
        int size = size(checkpoint);
        Path folder = witness.resolve(String.format(Locale.ROOT, "%s/%012d", ORIGIN, size / 10_000 * 10_000));
        String digest =
                Digest.of(checkpoint.getBytes(StandardCharsets.UTF_8)).hex().substring(0, 16);
        return Files.writeString(
                Files.createDirectories(folder).resolve(String.format(Locale.ROOT, "%012d-%s.txt", size, digest)),
                checkpoint);
    }

    private static void writeTiles(Path ledger, List<byte[]> entries) throws IOException {
        int hashes = entries.size();
        for (int level = 0, span = 1; hashes > 0; level++, span *= 256, hashes /= 256) {
            for (int first = 0; first < hashes; first += 256) {
                int last = Math.min(first + 256, hashes);
                ByteArrayOutputStream tile = new ByteArrayOutputStream();
                for (int i = first; i < last; i++) {
                    tile.writeBytes(root(entries.subList(i * span, (i + 1) * span)));
                }
                tile(ledger, Integer.toString(level), first / 256, last - first, tile.toByteArray());
            }
        }
        for (int first = 0; first < entries.size(); first += 256) {
            List<byte[]> some = entries.subList(first, Math.min(first + 256, entries.size()));
            ByteArrayOutputStream bundle = new ByteArrayOutputStream();
            for (byte[] entry : some) {
                bundle.write(entry.length >>> 8);
                bundle.write(entry.length);
                bundle.writeBytes(entry);
            }
            tile(ledger, "entries", first / 256, some.size(), bundle.toByteArray());
        }
    }

    private static void tile(Path ledger, String level, int index, int width, byte[] bytes) throws IOException {
        String name = String.format(Locale.ROOT, "tile/%s/%03d", level, index) + (width == 256 ? "" : ".p/" + width);
        Path file = ledger.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
    }
}
