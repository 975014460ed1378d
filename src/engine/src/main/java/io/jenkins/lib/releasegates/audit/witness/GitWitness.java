package io.jenkins.lib.releasegates.audit.witness;

import io.jenkins.lib.releasegates.audit.note.Checkpoint;
import io.jenkins.lib.releasegates.git.GitProcess;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A branch of a git repository: every batch is a commit that adds files and is never forced upon the branch. Works through the {@code git} that is
 * installed, with the credentials that it has; asks nobody for any.
 */
public final class GitWitness implements Witness {

    private static final String FETCHED = "refs/witness/fetched";
    private static final String MADE = "refs/witness/made";

    /** Up to the last one, since a password may have a character that ends it for git. */
    private static final Pattern USER = Pattern.compile("://.*@");

    private final String name;
    private final String repository;
    private final String branch;
    private final GitProcess git;
    private final Path copy;

    /**
     * With the repository as git names it, and the branch.
     *
     * @param copy a directory for a bare copy, made when it is missing and not needed for anything else
     */
    public GitWitness(String name, String repository, String branch, Path copy, Duration patience) {
        if (repository.startsWith("-") || branch.startsWith("-")) {
            throw new IllegalArgumentException("Neither a repository nor a branch begins with '-'");
        }
        this.name = name;
        this.repository = repository;
        this.branch = "refs/heads/" + branch;
        this.copy = copy;
        this.git = new GitProcess(copy, patience).with("gc.auto=200");
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void add(List<Checkpoint> checkpoints) throws IOException {
        if (!Files.isRegularFile(copy.resolve("HEAD"))) {
            Files.createDirectories(copy);
            git(new byte[0], "init", "--quiet", "--bare", ".");
        }
        boolean begun = !git(new byte[0], "ls-remote", repository, branch).isBlank();
        if (begun) {
            git(new byte[0], "fetch", "--quiet", "--no-tags", repository, "+" + branch + ":" + FETCHED);
        }
        git(commit(checkpoints, begun), "fast-import", "--quiet", "--force", "--date-format=now");
        git(new byte[0], "push", "--quiet", repository, MADE + ":" + branch);
    }

    private String git(byte[] input, String... arguments) throws IOException {
        try {
            return git.run(input, arguments);
        } catch (IOException e) {
            // The former message may hold the password, so it isn't the cause.
            throw new IOException(String.valueOf(e.getMessage()).replace(repository, withoutUser(repository)));
        }
    }

    /** A repository without the user, and perhaps the password, in its address. */
    public static String withoutUser(String repository) {
        return USER.matcher(repository).replaceFirst("://****@");
    }

    /** In the language of fast-import; files that are there already come out the same. */
    private static byte[] commit(List<Checkpoint> checkpoints, boolean begun) {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        Checkpoint newest = checkpoints.get(checkpoints.size() - 1);
        write(stream, "commit " + MADE + "\ncommitter Release Gates <release-gates@localhost> now\n");
        data(stream, (newest.log() + ": " + newest.size() + " entries\n").getBytes(StandardCharsets.UTF_8));
        if (begun) {
            write(stream, "from " + FETCHED + "^0\n");
        }
        for (Checkpoint checkpoint : checkpoints) {
            WitnessFile file = WitnessFile.of(checkpoint);
            write(stream, "M 100644 inline " + checkpoint.origin() + "/" + file.folder() + "/" + file.name() + "\n");
            data(stream, file.content());
        }
        write(stream, "\n");
        return stream.toByteArray();
    }

    private static void data(ByteArrayOutputStream stream, byte[] bytes) {
        write(stream, "data " + bytes.length + "\n");
        stream.writeBytes(bytes);
        write(stream, "\n");
    }

    private static void write(ByteArrayOutputStream stream, String text) {
        stream.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return withoutUser(repository) + " " + branch;
    }
}
