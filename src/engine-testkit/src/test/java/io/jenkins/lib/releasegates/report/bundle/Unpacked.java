package io.jenkins.lib.releasegates.report.bundle;

import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** The members of a bundle, to be changed and packed again as a bundle is laid out, by the JDK's own code. */
final class Unpacked {

    final TreeMap<String, byte[]> members = new TreeMap<>();

    static byte[] bundle(Ledger ledger, String build, boolean persons) throws IOException, LedgerException {
        ByteArrayOutputStream zip = new ByteArrayOutputStream();
        ProofBundle.of(ledger, build, persons).orElseThrow().writeTo(zip);
        return zip.toByteArray();
    }

    static byte[] bundle(Path home, String build) throws IOException, LedgerException {
        try (Ledger ledger = Ledger.openForReading(home)) {
            return bundle(ledger, build, true);
        }
    }

    static Unpacked of(byte[] zip) throws IOException {
        Unpacked unpacked = new Unpacked();
        try (ZipInputStream stream = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = stream.getNextEntry(); entry != null; entry = stream.getNextEntry()) {
                unpacked.members.put(entry.getName(), stream.readAllBytes());
            }
        }
        return unpacked;
    }

    byte[] pack() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.ISO_8859_1)) {
            for (Map.Entry<String, byte[]> member : members.entrySet()) {
                zip.putNextEntry(entry(member.getKey(), member.getValue()));
                zip.write(member.getValue());
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }

    static ZipEntry entry(String name, byte[] content) {
        ZipEntry entry = new ZipEntry(name);
        CRC32 crc = new CRC32();
        crc.update(content);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
        entry.setTimeLocal(LocalDateTime.of(1980, 2, 1, 0, 0));
        return entry;
    }

    Path write(Path file) throws IOException {
        return Files.write(file, pack());
    }

    Unpacked without(String name) {
        if (members.remove(name) == null) {
            throw new IllegalArgumentException("There is no " + name + " in " + members.keySet());
        }
        return this;
    }

    Unpacked with(String name, byte[] bytes) {
        members.put(name, bytes);
        return this;
    }

    Unpacked change(String name, UnaryOperator<String> change) {
        String before = text(name);
        String after = change.apply(before);
        if (after.equals(before)) {
            throw new IllegalArgumentException("Nothing changed in " + before);
        }
        return with(name, after.getBytes(StandardCharsets.UTF_8));
    }

    byte[] bytes(String name) {
        byte[] bytes = members.get(name);
        if (bytes == null) {
            throw new IllegalArgumentException("There is no " + name + " in " + members.keySet());
        }
        return bytes;
    }

    String text(String name) {
        return new String(bytes(name), StandardCharsets.UTF_8);
    }
}
