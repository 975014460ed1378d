package io.jenkins.lib.releasegates.authorship;

import io.jenkins.lib.releasegates.git.GitProcess;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** A bare repository of a real git, in which commits are made byte by byte. */
final class Repository {

    private static final byte[] NOTHING = {};

    private final Path directory;
    private final GitProcess git;
    private long clock = 1_700_000_000;

    Repository(Path directory) throws IOException {
        this(directory, "sha1");
    }

    Repository(Path directory, String format) throws IOException {
        this.directory = Files.createDirectories(directory);
        this.git = new GitProcess(directory, Duration.ofMinutes(1));
        git("init", "--quiet", "--bare", "--initial-branch=main", "--object-format=" + format, ".");
    }

    Path directory() {
        return directory;
    }

    String git(String... arguments) throws IOException {
        return git.run(NOTHING, arguments).strip();
    }

    /** A commit by this address, on top of those. */
    String commit(String email, String... parents) throws IOException {
        return committed(email, email, parents);
    }

    /** A commit by one address, committed by another. */
    String committed(String author, String committer, String... parents) throws IOException {
        return commit(
                ("author A <" + author + "> " + clock + " +0000\ncommitter C <" + committer + "> " + clock + " +0000\n")
                        .getBytes(StandardCharsets.UTF_8),
                parents);
    }

    /** The bytes of a commit with that key's signature in front of its message, as git signs. */
    String signed(Path key, String revision) throws IOException {
        byte[] commit = git.output(1_000_000, NOTHING, "cat-file", "commit", revision);
        return signed(commit, signature(key, "git", commit));
    }

    /** The commit with that signature, whatever it is of. */
    String signed(byte[] commit, String signature) throws IOException {
        String text = new String(commit, StandardCharsets.UTF_8);
        int message = text.indexOf("\n\n");
        String header = revisionsAreLong() ? "gpgsig-sha256 " : "gpgsig ";
        String all = text.substring(0, message + 1)
                + header
                + signature.strip().replace("\n", "\n ")
                + text.substring(message);
        return git.run(
                        all.getBytes(StandardCharsets.UTF_8),
                        "hash-object",
                        "-t",
                        "commit",
                        "-w",
                        "--literally",
                        "--stdin")
                .strip();
    }

    private boolean revisionsAreLong() throws IOException {
        return git("rev-parse", "--show-object-format").equals("sha256");
    }

    byte[] bytes(String revision) throws IOException {
        return git.output(1_000_000, NOTHING, "cat-file", "commit", revision);
    }

    /** What ssh-keygen writes below these bytes. */
    String signature(Path key, String namespace, byte[] bytes) throws IOException {
        Path file = Files.createTempFile(directory.getParent(), "signed", ".bytes");
        Files.write(file, bytes);
        Keys.keygen(directory, "-Y", "sign", "-q", "-n", namespace, "-f", key.toString(), file.toString());
        return Files.readString(Path.of(file + ".sig"));
    }

    /** A commit with these lines for its people, whatever they are. */
    String commit(byte[] people, String... parents) throws IOException {
        ByteArrayOutputStream commit = new ByteArrayOutputStream();
        String tree = new String(
                        git.output(1000, NOTHING, "hash-object", "-t", "tree", "-w", "--stdin"),
                        StandardCharsets.US_ASCII)
                .strip();
        commit.writeBytes(("tree " + tree + "\n").getBytes(StandardCharsets.US_ASCII));
        for (String parent : parents) {
            commit.writeBytes(("parent " + parent + "\n").getBytes(StandardCharsets.US_ASCII));
        }
        commit.writeBytes(people);
        commit.writeBytes(("\nmessage " + clock++ + "\n").getBytes(StandardCharsets.US_ASCII));
        return git.run(commit.toByteArray(), "hash-object", "-t", "commit", "-w", "--literally", "--stdin")
                .strip();
    }

    /** Has a branch point there. */
    String branch(String name, String revision) throws IOException {
        git("update-ref", "refs/heads/" + name, revision);
        return revision;
    }

    /** A commit on a branch that holds exactly these files, each with its content. */
    String files(String branch, Map<String, String> files) throws IOException {
        StringBuilder stream = new StringBuilder(
                "commit refs/heads/" + branch + "\ncommitter A <a@example.com> " + clock++ + " +0000\ndata 1\nm\n");
        if (!git("for-each-ref", "refs/heads/" + branch).isEmpty()) {
            stream.append("from refs/heads/").append(branch).append("^0\n");
        }
        stream.append("deleteall\n");
        files.forEach((path, content) -> stream.append("M 100644 inline ")
                .append(path)
                .append("\ndata ")
                .append(content.length())
                .append('\n')
                .append(content)
                .append('\n'));
        git.run(stream.toString().getBytes(StandardCharsets.UTF_8), "fast-import", "--quiet");
        return git("rev-parse", "refs/heads/" + branch);
    }

    /** So many commits in a row, each by an address of its own; the newest. */
    String history(String branch, int commits, String padding) throws IOException {
        StringBuilder stream = new StringBuilder();
        for (int i = 0; i < commits; i++) {
            String person = "A <" + i + padding + "@example.com> " + clock++ + " +0000\n";
            stream.append("commit refs/heads/")
                    .append(branch)
                    .append("\nauthor ")
                    .append(person)
                    .append("committer ")
                    .append(person)
                    .append("data 1\nm\n");
        }
        git.run(stream.toString().getBytes(StandardCharsets.UTF_8), "fast-import", "--quiet");
        return git("rev-parse", "refs/heads/" + branch);
    }
}
