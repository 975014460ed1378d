package io.jenkins.lib.releasegates.report.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.testkit.KeysInMemory;
import io.jenkins.lib.releasegates.testkit.Releases;
import io.jenkins.lib.releasegates.verify.BundleReport;
import io.jenkins.lib.releasegates.verify.BundleVerifier;
import io.jenkins.lib.releasegates.verify.VerificationReport.Strength;
import io.jenkins.lib.releasegates.verify.VerifyOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Zip files that do harm to whoever unpacks them, or that show different things to different readers. */
@Timeout(120)
class ProofBundleHostileZipTest {

    private static final int END_BYTES = 22;

    @TempDir
    private Path directory;

    private Path file;
    private byte[] bundle;

    @BeforeEach
    void make() throws Exception {
        file = directory.resolve("bundle.zip");
        Path home = directory.resolve("home");
        try (Ledger ledger = Ledger.open(home, new KeysInMemory(), Releases.NOW)) {
            ledger.recordEvidence(Releases.evidence(80, 0), Releases.build(1), Releases.ALICE, Releases.NOW);
        }
        bundle = Unpacked.bundle(home, "build-1");
    }

    private void shouldRefuse(byte[] bytes, String place, String message) throws IOException {
        Files.write(file, bytes);
        shouldRefuse(place, message);
    }

    private void shouldRefuse(String place, String message) {
        BundleReport report = BundleVerifier.verify(file, VerifyOptions.NONE);
        assertThat(report.verification().strength()).isEqualTo(Strength.BROKEN);
        assertThat(report.verification().findings()).hasSize(1).allSatisfy(finding -> {
            assertThat(finding.place()).isEqualTo(place);
            assertThat(finding.message()).contains(message);
        });
        assertThat(report.entries()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../entries/0.json",
                "/etc/passwd",
                "C:\\x",
                "entries/../../x.json",
                "entries\\0.json",
                "entries/00.json",
                "entries/-1.json",
                "entries/12345678901234567.json",
                "entries/",
                "entries/0.json/",
                "Checkpoint",
                "README.TXT",
                "__MACOSX/._checkpoint",
                "evidence/x.json.gz",
                "proofs/0.json",
                "checkpoint\n"
            })
    void shouldRefuseAnyOtherName(String name) throws Exception {
        Unpacked unpacked = new Unpacked().with(name, new byte[] {1});
        shouldRefuse(
                unpacked.pack(), name.replace("\n", "\\u{000a}"), "found a member of this name, expected README.txt");
    }

    @Test
    void shouldRefuseANameTwice() throws Exception {
        byte[] two = new Unpacked()
                .with("entries/0.json", new byte[] {1})
                .with("entries/1.json", new byte[] {2})
                .pack();
        String text = new String(two, StandardCharsets.ISO_8859_1).replace("entries/1", "entries/0");
        shouldRefuse(
                text.getBytes(StandardCharsets.ISO_8859_1), "entries/0.json", "found a second member of this name");
    }

    @Test
    void shouldRefuseAnotherOrder() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.ISO_8859_1)) {
            for (String name : new String[] {"entries/1.json", "entries/0.json"}) {
                zip.putNextEntry(Unpacked.entry(name, new byte[0]));
            }
        }
        shouldRefuse(bytes.toByteArray(), "entries/0.json", "found this member behind entries/1.json");
    }

    @Test
    @Timeout(10)
    void shouldRefuseWhatIsCompressedWithoutUnpackingIt() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("entries/0.json"));
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 200; i++) {
                zip.write(zeros);
            }
        }
        assertThat(bytes.size()).isLessThan(300_000);
        shouldRefuse(bytes.toByteArray(), "entries/0.json", "found a member that is compressed (method 8)");
    }

    @Test
    @Timeout(10)
    void shouldRefuseWhatIsTooLongBeforeReadingIt() throws Exception {
        shouldRefuse(
                new Unpacked().with("entries/0.json", new byte[48 * 1024 + 1]).pack(),
                "entries/0.json",
                "the member has 49153 bytes, allowed are 49152");
        changeCentral("checkpoint", record -> record.putInt(20, -1).putInt(24, -1));
        shouldRefuse("checkpoint", "the member has 4294967295 bytes, allowed are 65536");

        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength((1L << 30) + 1);
        }
        shouldRefuse("bundle.zip", "the file has 1073741825 bytes, allowed are 1073741824");
    }

    @Test
    void shouldRefuseTooManyMembers() throws Exception {
        Unpacked many = new Unpacked();
        for (int i = 0; i <= 60_000; i++) {
            many.with("people/" + i + ".json", new byte[0]);
        }
        shouldRefuse(many.pack(), "bundle.zip", "found a list of 60001 members");
    }

    @Test
    void shouldRefuseWhateverWasCutOff() throws Exception {
        Files.write(file, bundle);
        try (RandomAccessFile cut = new RandomAccessFile(file.toFile(), "rw")) {
            for (int length = bundle.length - 1; length >= 0; length--) {
                cut.setLength(length);
                BundleReport report = BundleVerifier.verify(file, VerifyOptions.NONE);
                assertThat(report.verification().findings())
                        .as("of %d bytes", length)
                        .hasSize(1);
            }
        }
    }

    @Test
    void shouldRefuseWhatWasAdded() throws Exception {
        String noEnd = "found no end of a zip file without a comment";
        shouldRefuse(concat(bundle, new byte[] {0}), "bundle.zip", noEnd);
        shouldRefuse(concat("#!/bin/sh\n".getBytes(StandardCharsets.UTF_8), bundle), "bundle.zip", noEnd);
        ByteArrayOutputStream commented = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(commented, StandardCharsets.ISO_8859_1)) {
            zip.setComment("PK\5\6");
            zip.putNextEntry(Unpacked.entry("checkpoint", new byte[0]));
        }
        shouldRefuse(commented.toByteArray(), "bundle.zip", noEnd);
        shouldRefuse(new byte[0], "bundle.zip", noEnd);
        shouldRefuse(concat(bundle, bundle), "bundle.zip", noEnd);
    }

    @Test
    void shouldRefuseMembersThatLieUponEachOtherOrApart() throws Exception {
        byte[] two = new Unpacked()
                .with("entries/0.json", new byte[] {1})
                .with("entries/1.json", new byte[] {1})
                .pack();
        int second = new String(two, StandardCharsets.ISO_8859_1).lastIndexOf("PK\1\2");
        ByteBuffer.wrap(two).order(ByteOrder.LITTLE_ENDIAN).putInt(second + 42, 0);
        shouldRefuse(two, "entries/1.json", "found another header in the list of members");
    }

    @Test
    void shouldRefuseWhatOnlySomeReadersSee() throws Exception {
        changeCentral("checkpoint", record -> record.putShort(8, (short) 1));
        shouldRefuse("checkpoint", "found another header in the list of members");
        changeCentral("checkpoint", record -> record.putInt(38, 0xA1FF0000));
        shouldRefuse("checkpoint", "found another header in the list of members");

        String local = new String(bundle, StandardCharsets.ISO_8859_1)
                .replaceFirst("(?s)(PK\3\4.{26})checkpoint", "$1checkpoinT");
        shouldRefuse(local.getBytes(StandardCharsets.ISO_8859_1), "checkpoint", "found another header in front of it");

        byte[] end = bundle.clone();
        ByteBuffer fields = ByteBuffer.wrap(end).order(ByteOrder.LITTLE_ENDIAN);
        int count = fields.getShort(end.length - END_BYTES + 10);
        fields.putShort(end.length - END_BYTES + 8, (short) (count - 1));
        shouldRefuse(end, "bundle.zip", "found no end of a zip file");
        fields.putShort(end.length - END_BYTES + 10, (short) (count - 1));
        shouldRefuse(end, "bundle.zip", "found bytes behind the last of 9 members");
        fields.putShort(end.length - END_BYTES + 8, (short) (count + 1));
        fields.putShort(end.length - END_BYTES + 10, (short) (count + 1));
        shouldRefuse(end, "bundle.zip", "the list of members breaks off behind 10 of 11");
    }

    @Test
    void shouldEndWhereThereIsNoFile() {
        shouldRefuse("bundle.zip", "can't be read");
    }

    @Test
    @Timeout(30)
    void shouldNeedLittleTimeForTheLargestListOfNothing() throws Exception {
        Unpacked many = new Unpacked();
        for (int i = 0; i < 59_999; i++) {
            many.with("people/" + i + ".json", new byte[0]);
        }
        Files.write(file, many.pack());
        long begun = System.nanoTime();
        BundleReport report = BundleVerifier.verify(file, VerifyOptions.NONE);
        assertThat(report.verification().findings()).hasSize(1_000);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(20));
    }

    private void changeCentral(String name, Consumer<ByteBuffer> change) throws IOException {
        byte[] changed = bundle.clone();
        int at = new String(changed, StandardCharsets.ISO_8859_1).lastIndexOf(name) - 46;
        change.accept(ByteBuffer.wrap(changed, at, 46).slice().order(ByteOrder.LITTLE_ENDIAN));
        Files.write(file, changed);
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }
}
