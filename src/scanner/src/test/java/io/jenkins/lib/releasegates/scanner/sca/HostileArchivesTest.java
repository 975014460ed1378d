package io.jenkins.lib.releasegates.scanner.sca;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.releasegates.scanner.job.Limits;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archives that want more than a scan, or lead out of it: a problem for them, and the others are still looked at. */
class HostileArchivesTest {

    private static final int MIB = 1 << 20;

    @TempDir
    private Path home;

    private ScannedFolder folder;

    @BeforeEach
    void makeFolder() throws Exception {
        folder = new ScannedFolder(home);
        folder.limits = new Limits(1_000, 1L << 30, 500, 8 * MIB, 4, 600);
        folder.copy(ScannedFolder.VULNERABLE.resolve("commons-text-1.9.jar"), "good/commons-text-1.9.jar");
    }

    private static byte[] zip(String name, byte[] content) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content);
            zip.closeEntry();
        }
        return bytes.toByteArray();
    }

    private void assertProblem(String path, String message) throws Exception {
        ScannedFolder.Lines lines = folder.scan();

        assertThat(lines.problems())
                .singleElement()
                .asString()
                .startsWith(path + ": ")
                .contains(message);
        assertThat(lines.findings()).containsExactly("good/commons-text-1.9.jar CVE-2022-42889");
        try (Stream<Path> left = Files.walk(home)) {
            assertThat(left.filter(file -> file.getFileName().toString().startsWith("escaped")))
                    .isEmpty();
        }
    }

    @Test
    void shouldStopWhenAnArchiveUnpacksToTooMuch() throws Exception {
        Files.write(folder.path("bomb.zip"), zip("inner.jar", new byte[64 * MIB]));

        assertProblem("bomb.zip", "Unpacks to more than the 8388608 bytes");
    }

    @Test
    void shouldStopWhenALibraryWouldUnpackTooMuchItself() throws Exception {
        Files.write(folder.path("bomb.jar"), zip("META-INF/maven/g/a/pom.xml", new byte[32 * MIB]));

        assertProblem("bomb.jar", "Holds a description of itself of more than");
    }

    @Test
    void shouldStopWhenACompressedStreamIsEndless() throws Exception {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(folder.path("bomb.jar.gz")))) {
            out.write(new byte[64 * MIB]);
        }

        assertProblem("bomb.jar.gz", "Unpacks to more than");
    }

    @Test
    void shouldStopWhenArchivesAreNestedTooDeep() throws Exception {
        byte[] archive = zip("a.txt", new byte[1]);
        for (int i = 0; i < 5; i++) {
            archive = zip("inner.zip", archive);
        }
        Files.write(folder.path("deep.zip"), archive);

        assertProblem("deep.zip", "more than the 4 archives within one another");
    }

    @Test
    void shouldStopWhenAnArchiveHoldsTooManyFiles() throws Exception {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(folder.path("many.zip")))) {
            for (int i = 0; i < 501; i++) {
                zip.putNextEntry(new ZipEntry("f" + i));
            }
        }

        assertProblem("many.zip", "more than the 500 files");
    }

    @Test
    void shouldWriteNothingElsewhereWhenANameLeadsOut() throws Exception {
        Files.write(folder.path("slip.zip"), zip("../../../escaped.jar", new byte[10]));

        assertProblem("slip.zip", "leads out of it");
    }

    @Test
    void shouldTakeNoLinkOutOfATar() throws Exception {
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(Files.newOutputStream(folder.path("links.tar")))) {
            TarArchiveEntry link = new TarArchiveEntry("escaped.jar", TarConstants.LF_SYMLINK);
            link.setLinkName("/etc/passwd");
            tar.putArchiveEntry(link);
            tar.closeArchiveEntry();
        }

        ScannedFolder.Lines lines = folder.scan();

        assertThat(lines.problems()).isEmpty();
        assertThat(lines.of("component").stream().map(line -> line.path("path").asText()))
                .containsExactly("good/commons-text-1.9.jar");
    }

    @Test
    void shouldLookIntoATarThatIsCompressed() throws Exception {
        Path jar = ScannedFolder.VULNERABLE.resolve("commons-text-1.9.jar");
        try (TarArchiveOutputStream tar =
                new TarArchiveOutputStream(new GZIPOutputStream(Files.newOutputStream(folder.path("dist.tar.gz"))))) {
            TarArchiveEntry entry = new TarArchiveEntry(jar, "lib/commons-text-1.9.jar");
            tar.putArchiveEntry(entry);
            Files.copy(jar, tar);
            tar.closeArchiveEntry();
        }

        assertThat(folder.scan().findings()).contains("dist.tar.gz!/dist.tar!/lib/commons-text-1.9.jar CVE-2022-42889");
    }
}
