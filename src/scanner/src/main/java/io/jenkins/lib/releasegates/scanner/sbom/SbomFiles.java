package io.jenkins.lib.releasegates.scanner.sbom;

import io.jenkins.lib.releasegates.scanner.job.SbomOrder;
import io.jenkins.lib.releasegates.scanner.result.Document;
import io.jenkins.lib.releasegates.scanner.result.ResultFile;
import io.jenkins.lib.releasegates.scanner.tree.FileDigest;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.UUID;

/** Writes the documents that a job asks for beside its result. */
public final class SbomFiles {

    private static final String NIL = "urn:uuid:00000000-0000-0000-0000-000000000000";

    private SbomFiles() {}

    /** All documents, each complete; they are moved into place together with the result. */
    public static void write(Heading heading, Contents contents, ResultFile result) throws IOException {
        Parts parts = new Parts(contents);
        write("sbom", Bom.of(heading, contents, parts), heading.order().bom(), result);
        if (!heading.order().vex().isEmpty()) {
            write("vex", Bom.vex(heading, contents, parts), heading.order().vex(), result);
        }
    }

    private static void write(String what, Bom bom, SbomOrder.Documents places, ResultFile result) throws IOException {
        String serialNumber = serialNumber(bom);
        if (places.json().isPresent()) {
            Path place = places.json().get();
            DigestOutputStream out = open(result.attach(place));
            try (out) {
                bom.tell(new JsonForm(out), serialNumber, true);
            }
            result.document(document(what, "CycloneDX 1.6 JSON", place, serialNumber, out));
        }
        if (places.xml().isPresent()) {
            Path place = places.xml().get();
            DigestOutputStream out = open(result.attach(place));
            try (out) {
                bom.tell(new XmlForm(out), serialNumber, true);
            }
            result.document(document(what, "CycloneDX 1.6 XML", place, serialNumber, out));
        }
    }

    private static DigestOutputStream open(Path file) throws IOException {
        return new DigestOutputStream(new BufferedOutputStream(Files.newOutputStream(file)), FileDigest.sha256());
    }

    private static Document document(
            String what, String format, Path place, String serialNumber, DigestOutputStream written)
            throws IOException {
        return new Document(
                what,
                format,
                String.valueOf(place.getFileName()),
                serialNumber,
                FileDigest.text(written.getMessageDigest().digest()),
                Files.size(ResultFile.unfinished(place)));
    }

    /** A UUID of version 8 (RFC 9562) from the digest of all but the time: the same for the same contents, and for both forms. */
    private static String serialNumber(Bom bom) throws IOException {
        MessageDigest digest = FileDigest.sha256();
        try (OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
            bom.tell(new JsonForm(out), NIL, false);
        }
        ByteBuffer bytes = ByteBuffer.wrap(digest.digest());
        long high = (bytes.getLong() & ~0xF000L) | 0x8000L;
        long low = (bytes.getLong() & ~(3L << 62)) | (2L << 62);
        return "urn:uuid:" + new UUID(high, low);
    }
}
