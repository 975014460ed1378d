package io.jenkins.lib.releasegates.launcher.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriteProtectionTest {

    @TempDir
    private Path home;

    @Test
    void shouldObjectToWhatTheUserOwnsWhateverItsPermissions() throws Exception {
        Path tools = Files.createDirectory(home.resolve("tools"));
        Files.writeString(tools.resolve("a.jar"), "a");
        assumeTrue(tools.toFile().setReadOnly());

        assertThat(WriteProtection.objection(tools, home)).get().asString().contains("as whom builds run there");
    }

    @Test
    void shouldNotObjectToWhatBelongsToAnother() throws Exception {
        Path system = Path.of(System.getProperty("java.home")).toRealPath();
        assumeFalse(Files.isWritable(system), "the user of this test may write everywhere; see below");

        assertThat(WriteProtection.objection(system.resolve("bin"), home)).isEmpty();
    }

    @Test
    void shouldJudgeAsAnotherUserWhereThisOneMayDoEverything() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/setpriv")), "no /usr/bin/setpriv here");
        assumeTrue(Files.isWritable(Path.of("/")), "this user isn't root");
        Path above = ofRoot();
        Path tools = Files.createDirectory(above.resolve("tools"));
        Path own = Files.createTempDirectory("own-");
        try {
            Files.writeString(tools.resolve("a.jar"), "a");
            assertThat(own.toFile().setWritable(true, false)).isTrue();
            assertThat(own.toFile().setExecutable(true, false)).isTrue();

            assertThat(asNobody(tools, own)).isEqualTo("none");

            assertThat(tools.resolve("a.jar").toFile().setWritable(true, false)).isTrue();
            assertThat(asNobody(tools, own)).contains("a.jar can be written by nobody");

            assertThat(tools.resolve("a.jar").toFile().setWritable(false, false))
                    .isTrue();
            assertThat(above.toFile().setWritable(true, false)).isTrue();
            assertThat(asNobody(tools, own)).contains(above + " can be written by nobody");
        } finally {
            FolderTree.delete(above);
            FolderTree.delete(own);
        }
    }

    @Test
    void shouldObjectToALink() throws Exception {
        assumeTrue(Files.isWritable(Path.of("/")), "this user isn't root");
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/setpriv")), "no /usr/bin/setpriv here");
        Path above = ofRoot();
        Path tools = Files.createDirectory(above.resolve("tools"));
        Path own = Files.createTempDirectory("own-");
        try {
            Files.createSymbolicLink(tools.resolve("b.jar"), Path.of("/etc/hostname"));
            assertThat(own.toFile().setWritable(true, false)).isTrue();
            assertThat(own.toFile().setExecutable(true, false)).isTrue();

            assertThat(asNobody(tools, own)).contains("b.jar is a link");
        } finally {
            FolderTree.delete(above);
            FolderTree.delete(own);
        }
    }

    /** A folder that belongs to this user, below one that does, which others may look into. */
    private static Path ofRoot() throws Exception {
        Path folder = Files.createTempDirectory(Path.of("/opt"), "release-gates-");
        assertThat(folder.toFile().setReadable(true, false)).isTrue();
        assertThat(folder.toFile().setExecutable(true, false)).isTrue();
        return folder;
    }

    /** What a process of another user says, from a copy of the classes that it can read. */
    private static String asNobody(Path tools, Path own) throws Exception {
        Path classes = Files.createTempDirectory("classes-");
        try {
            copy(Path.of("target", "classes"), classes);
            copy(Path.of("target", "test-classes"), classes);
            assertThat(classes.toFile().setReadable(true, false)).isTrue();
            assertThat(classes.toFile().setExecutable(true, false)).isTrue();
            Process process = new ProcessBuilder(List.of(
                            "/usr/bin/setpriv",
                            "--reuid=nobody",
                            "--clear-groups",
                            "--regid=nogroup",
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            classes.toString(),
                            Ask.class.getName(),
                            tools.toString(),
                            own.toString()))
                    .redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            return said.strip();
        } finally {
            FolderTree.delete(classes);
        }
    }

    private static void copy(Path from, Path to) throws Exception {
        try (var all = Files.walk(from)) {
            for (Path path : all.toList()) {
                Path target = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(path, target);
                }
                File file = target.toFile();
                assertThat(file.setReadable(true, false)).isTrue();
                assertThat(!Files.isDirectory(target) || file.setExecutable(true, false))
                        .isTrue();
            }
        }
    }

    /** Asks in a process of its own. */
    public static final class Ask {

        private Ask() {}

        /** The folder, and one to write in. */
        public static void main(String[] arguments) throws Exception {
            System.out.println(WriteProtection.objection(Path.of(arguments[0]), Path.of(arguments[1]))
                    .orElse("none"));
        }
    }
}
