package io.jenkins.lib.releasegates.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.store.Store;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.evidence.Evidence;
import io.jenkins.lib.releasegates.evidence.EvidenceJson;
import io.jenkins.lib.releasegates.evidence.Finding;
import io.jenkins.lib.releasegates.evidence.InvalidEvidenceException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;

/** What entries name by digest and don't hold themselves: gzipped JSON, each blob named by the SHA-256 of its bytes. */
final class EvidenceBlobs {

    /** Bytes of the largest blob as stored. */
    static final int MAX_BYTES = EvidenceJson.MAX_COMPRESSED;

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Store store;

    EvidenceBlobs(Store store) {
        this.store = store;
    }

    /**
     * A stored blob.
     *
     * @param name SHA-256 over its bytes as stored
     * @param bytes how many these are
     */
    record Stored(Digest name, long bytes) {}

    /** Stores evidence, durable on return. */
    Stored store(Evidence evidence) throws IOException, LedgerException {
        try {
            return storeGzip(EvidenceJson.parts(evidence).parts());
        } catch (InvalidEvidenceException e) {
            throw new LedgerException(e.getMessage() + "; nothing was recorded", e);
        }
    }

    /** Stores any JSON, durable on return. */
    Stored store(byte[] json) throws IOException, LedgerException {
        return storeGzip(List.of(gzip(json)));
    }

    /** The evidence of that name; empty when it isn't kept. */
    Optional<Evidence> read(Digest name) throws IOException, LedgerException {
        return read(name, finding -> {});
    }

    /** The same; each finding is shown as it is read. */
    Optional<Evidence> read(Digest name, Consumer<Finding> each) throws IOException, LedgerException {
        return reading(name, bytes -> EvidenceJson.read(bytes, each));
    }

    /** The same without the details of its findings. */
    Optional<Evidence> readWithoutDetails(Digest name) throws IOException, LedgerException {
        return reading(name, EvidenceJson::readWithoutDetails);
    }

    private interface Reading {
        Evidence of(byte[] bytes) throws InvalidEvidenceException;
    }

    private Optional<Evidence> reading(Digest name, Reading reading) throws IOException, LedgerException {
        Optional<byte[]> stored = store.blob(name, MAX_BYTES);
        if (stored.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(reading.of(stored.get()));
        } catch (InvalidEvidenceException e) {
            throw new LedgerException(name + " is what its name says, and holds no evidence: " + e.getMessage(), e);
        }
    }

    /** The JSON of that name; empty when it isn't kept. */
    Optional<ObjectNode> json(Digest name) throws IOException, LedgerException {
        Optional<byte[]> stored = store.blob(name, MAX_BYTES);
        if (stored.isEmpty()) {
            return Optional.empty();
        }
        try (InputStream json = new GZIPInputStream(new ByteArrayInputStream(stored.get()))) {
            byte[] plain = json.readNBytes(MAX_BYTES + 1);
            if (plain.length <= MAX_BYTES && MAPPER.readTree(plain) instanceof ObjectNode node) {
                return Optional.of(node);
            }
            throw new LedgerException(name + " is what its name says, and holds no body of an entry");
        } catch (ZipException | JsonProcessingException e) {
            throw new LedgerException(name + " is what its name says, and can't be read: " + e.getMessage(), e);
        }
    }

    private Stored storeGzip(List<byte[]> gzip) throws IOException, LedgerException {
        MessageDigest sha256 = Digest.sha256();
        long length = 0;
        for (byte[] part : gzip) {
            sha256.update(part);
            length += part.length;
        }
        if (length > MAX_BYTES) {
            throw new LedgerException("The evidence takes " + length + " bytes when compressed, allowed are "
                    + MAX_BYTES + "; nothing was recorded");
        }
        Digest name = Digest.from(sha256);
        store.keep(name, gzip);
        return new Stored(name, length);
    }

    private static byte[] gzip(byte[] json) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(json.length / 4 + 64);
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(json);
        }
        return bytes.toByteArray();
    }
}
