package io.jenkins.lib.releasegates.scanner.secrets.ignore;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.releasegates.scanner.job.Kind;
import io.jenkins.lib.releasegates.scanner.job.Limits;
import io.jenkins.lib.releasegates.scanner.job.ScanJob;
import io.jenkins.lib.releasegates.scanner.tree.FolderFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is left out is what the real git leaves out. */
class GitTest {

    private static final List<String> PATHS = List.of(
            "a",
            "a.txt",
            "b.TXT",
            "ab",
            "abc/x",
            "abc/d/x",
            "a/b/c/x".replace("a/", "aa/"),
            "build/x",
            "src/build/x",
            "src/build.txt",
            "src/a.txt",
            "doc/frotz",
            "x/doc/frotz",
            "foo/a/b/bar",
            "foo/bar",
            "foo/x/bar",
            "logs/debug.log",
            "logs/important.log",
            "deep/logs/debug.log",
            "with space",
            "with space ",
            "trailing\\",
            "#hash",
            "!bang",
            "[x]",
            "x[y",
            "star*",
            "q?",
            "-",
            "]",
            "^",
            "n1",
            "n2",
            "n3",
            "nA",
            "nz",
            ".env",
            ".hidden/x",
            "tmp/.keep",
            "tmp/x",
            "größe.txt",
            "gr",
            "z/y/x/w");

    @TempDir
    private Path home;

    private Path root;

    @BeforeEach
    void makeRepository() throws Exception {
        root = home.toRealPath();
        git("init", "-q");
    }

    private String git(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                "git",
                "-c",
                "core.quotepath=off",
                "-c",
                "core.excludesFile=/dev/null",
                "-c",
                "user.name=a",
                "-c",
                "user.email=a@b"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(root.toFile())
                .redirectErrorStream(true)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(out).isZero();
        return out;
    }

    private void write(String path, String text) throws Exception {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private SourceWalk walk() throws Exception {
        ScanJob job = new ScanJob(
                Kind.SECRETS,
                root,
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                ScanJob.Code.NONE,
                root,
                root,
                Limits.DEFAULT);
        return SourceWalk.of(job);
    }

    private Set<String> ours() throws Exception {
        SourceWalk walk = walk();
        assertThat(walk.notes()).isEmpty();
        return new TreeSet<>(walk.files().stream().map(FolderFile::path).toList());
    }

    /** What git has, and what it would take. */
    private Set<String> theirs() throws Exception {
        String files = git(
                "ls-files",
                "-z",
                "--cached",
                "--others",
                "--exclude-per-directory=.gitignore",
                "--exclude-from=.git/info/exclude");
        return new TreeSet<>(Stream.of(files.split("\0"))
                .filter(path -> !path.isEmpty() && !path.endsWith("/") && Files.isRegularFile(root.resolve(path)))
                .toList());
    }

    static Stream<Arguments> patterns() {
        return Stream.of(
                Arguments.of("a name anywhere", "x"),
                Arguments.of("a name anywhere, folders and all in them", "build"),
                Arguments.of("a name for folders only", "build/"),
                Arguments.of("a star within a name", "*.txt"),
                Arguments.of("letters in their case", "*.TXT"),
                Arguments.of("a slash at the beginning ties it to the folder", "/build"),
                Arguments.of("a slash in the middle does, too", "doc/frotz"),
                Arguments.of("a slash at the end doesn't", "doc/"),
                Arguments.of("two stars at the beginning", "**/build"),
                Arguments.of("two stars at the beginning with a path", "**/doc/frotz"),
                Arguments.of("two stars at the end", "abc/**"),
                Arguments.of("two stars in the middle", "foo/**/bar"),
                Arguments.of("three stars", "foo/***/bar"),
                Arguments.of("two stars behind the first letters", "fo**/bar"),
                Arguments.of("two stars within a name are one", "[f]o**/bar"),
                Arguments.of("stars only", "**"),
                Arguments.of("one star in a path", "foo/*/bar"),
                Arguments.of("a question mark", "n?"),
                Arguments.of("a question mark is one byte of a letter", "gr??e.txt"),
                Arguments.of("and so two of them are two", "gr???e.txt"),
                Arguments.of("a range", "n[1-2]"),
                Arguments.of("not a range", "n[!1-2]"),
                Arguments.of("not a range with a hat", "n[^1-2]"),
                Arguments.of("a class", "n[[:digit:]]"),
                Arguments.of("a class that there isn't", "n[[:number:]]"),
                Arguments.of("not a class", "n[![:digit:]]"),
                Arguments.of("a bracket that isn't closed", "x[y"),
                Arguments.of("a closing bracket in a bracket", "[]]"),
                Arguments.of("a hyphen in a bracket", "[a-]"),
                Arguments.of("a range from high to low", "n[3-1]"),
                Arguments.of("a backslash before a bracket", "\\[x\\]"),
                Arguments.of("a backslash before a star", "star\\*"),
                Arguments.of("a backslash at the end", "trailing\\"),
                Arguments.of("a backslash for a backslash", "trailing\\\\"),
                Arguments.of("a bracket doesn't match a slash", "doc[/]frotz"),
                Arguments.of("nor does a range over it", "doc[.-0]frotz"),
                Arguments.of("a comment", "#hash"),
                Arguments.of("a hash with a backslash", "\\#hash"),
                Arguments.of("a bang with a backslash", "\\!bang"),
                Arguments.of("spaces at the end don't count", "with space  "),
                Arguments.of("unless with a backslash", "with space\\ "),
                Arguments.of("a line with a carriage return", "a.txt\r\nbuild/\r"),
                Arguments.of("a mark at the beginning", "\ufeffa.txt"),
                Arguments.of("the last one decides", "*.log\n!important.log"),
                Arguments.of("the last one decides, again", "!important.log\n*.log"),
                Arguments.of("nothing comes back out of a folder", "logs/\n!logs/important.log"),
                Arguments.of("unless its content is named", "/logs/*\n!/logs/important.log"),
                Arguments.of("all but one folder", "/*\n!/src\n!/.gitignore"),
                Arguments.of("hidden names", ".*\n!.gitignore"),
                Arguments.of("a slash alone", "/"),
                Arguments.of("a bang alone", "!"),
                Arguments.of("nothing", "\n\n   \n"),
                Arguments.of("umlauts", "größe*"),
                Arguments.of("a path that goes up", "../a.txt"),
                Arguments.of("many stars", "*a*b*c*d*e*f*g*h*i*j*k*l*m"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("patterns")
    void shouldLeaveOutWhatGitLeavesOut(String sentence, String patterns) throws Exception {
        for (String path : PATHS) {
            write(path, "");
        }
        write(".gitignore", patterns);

        assertThat(ours()).as(sentence).isEqualTo(theirs());
    }

    @Test
    void shouldLeaveOutWhatGitLeavesOutWhenPatternsAreMadeUpByChance() throws Exception {
        Random random = new Random(7);
        String[] parts = {"a", "b", "*", "**", "?", "/", "/", "[ab]", "[!a]", "!", "x", "\\a", "."};
        for (String folder : List.of("", "a/", "b/", "a/b/", "x/a/", "a/x/b/")) {
            for (String name : List.of("a", "b", "ab", "x", "ba.x", ".a")) {
                if (!Files.exists(root.resolve(folder + name))) {
                    write(folder + name + "0", "");
                    write(folder + name + "1/" + name, "");
                }
            }
        }
        for (int round = 0; round < 60; round++) {
            StringBuilder patterns = new StringBuilder("!/.gitignore\n");
            for (int line = 0; line < 4; line++) {
                for (int part = 1 + random.nextInt(5); part > 0; part--) {
                    patterns.append(parts[random.nextInt(parts.length)]);
                }
                patterns.append(random.nextInt(3) == 0 ? "1\n" : "\n");
            }
            write(".gitignore", patterns.toString());

            assertThat(ours()).as(patterns.toString()).isEqualTo(theirs());
        }
    }

    @Test
    void shouldTakeTheNearestFileFirstWhenSeveralSpeak() throws Exception {
        write(".gitignore", "*.log\nout/\n");
        write("a/.gitignore", "!keep.log\n/only-here\n");
        write("a/b/.gitignore", "keep.log\n");
        write(".git/info/exclude", "*.bak\nkeep.log\n");
        for (String path : List.of(
                "x.log",
                "a/keep.log",
                "a/x.log",
                "a/b/keep.log",
                "a/only-here",
                "a/b/only-here",
                "x.bak",
                "out/x",
                "a/out/x")) {
            write(path, "");
        }

        assertThat(ours())
                .isEqualTo(theirs())
                .contains("a/keep.log", "a/b/only-here")
                .doesNotContain("x.bak", "a/out/x");
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.ValueSource(strings = {"2", "3", "4"})
    void shouldLookAtWhatIsTrackedThoughItIsIgnoredInEachVersionOfTheIndex(String version) throws Exception {
        write(".gitignore", ".env\nout/\n");
        write(".env", "");
        write("out/deep/tracked", "");
        write("out/other", "");
        write("sub/.env", "");
        write("plain with a rather long name so that entries have different lengths", "");
        git(
                "add",
                "-f",
                ".env",
                "out/deep/tracked",
                ".gitignore",
                "plain with a rather long name so that entries have different lengths");
        if (version.equals("3")) {
            write("later", "");
            git("add", "--intent-to-add", "later");
        } else {
            git("update-index", "--index-version", version);
        }

        assertThat(Files.readAllBytes(root.resolve(".git/index"))[7]).isEqualTo(Byte.parseByte(version));
        assertThat(ours())
                .isEqualTo(theirs())
                .contains(".env", "out/deep/tracked")
                .doesNotContain("out/other", "sub/.env");
    }

    @Test
    void shouldReadTheIndexWhenItsHashesAreLonger() throws Exception {
        root = Files.createDirectory(root.resolve("long"));
        git("init", "-q", "--object-format=sha256");
        write(".gitignore", ".env\n");
        write(".env", "");
        write("a/.env", "");
        git("add", "-f", ".env", ".gitignore");

        assertThat(ours()).isEqualTo(theirs()).containsExactly(".env", ".gitignore");
    }

    @Test
    void shouldLeaveNothingOutWhenTheIndexCannotBeRead() throws Exception {
        write(".gitignore", "*\n");
        write("x", "");
        git("add", "-f", "x");
        byte[] index = Files.readAllBytes(root.resolve(".git/index"));
        Files.write(root.resolve(".git/index"), java.util.Arrays.copyOf(index, index.length / 2));
        write("y", "");

        SourceWalk walk = walk();

        assertThat(walk.files()).extracting(FolderFile::path).containsExactly(".gitignore", "x", "y");
        assertThat(walk.notes())
                .containsExactly(
                        "Nothing in the folder is left out as ignored, because what git knows of it can't be read: IOException");
    }

    @Test
    void shouldLeaveNothingOutWhenThereIsNoRepository() throws Exception {
        Path plain = Files.createDirectory(root.resolve("plain"));
        root = plain;
        write(".gitignore", "*\n");
        write("x", "");

        assertThat(ours()).containsExactly(".gitignore", "x");
    }

    @Test
    void shouldJudgeARepositoryWithinByItsOwnRules() throws Exception {
        write(".gitignore", "*.log\n");
        write("inner/x.log", "");
        write("inner/y.bak", "");
        write("inner/.gitignore", "*.bak\n");
        write("x.log", "");
        write("y.bak", "");
        Path outer = root;
        root = root.resolve("inner");
        git("init", "-q");
        root = outer;

        assertThat(ours()).containsExactly(".gitignore", "inner/.gitignore", "inner/x.log", "y.bak");
    }

    @Test
    void shouldNotFollowWhenIgnoreFilesAndRepositoriesAreElsewhere() throws Exception {
        write("patterns", "x\n");
        Files.createSymbolicLink(root.resolve(".gitignore"), root.resolve("patterns"));
        write("x", "");
        write("sub/.git", "gitdir: /nowhere/at/all\n");
        write("sub/.gitignore", "*\n");
        write("sub/x", "");

        SourceWalk walk = walk();

        assertThat(walk.files())
                .extracting(FolderFile::path)
                .containsExactly("patterns", "sub/.gitignore", "sub/x", "x");
        assertThat(walk.notes()).hasSize(1);
        assertThat(walk.links()).isEqualTo(1);
    }
}
