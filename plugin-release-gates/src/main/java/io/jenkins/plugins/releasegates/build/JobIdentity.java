package io.jenkins.plugins.releasegates.build;

import hudson.model.Item;
import hudson.model.Job;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.UUID;
import jenkins.scm.api.SCMHead;

/**
 * The id of a job: made when it is first needed, kept in a file beside the job's configuration.
 *
 * <p>Renaming and moving take the job's directory along, so the id stays. Copying copies the configuration alone, and deleting deletes the
 * directory, so a copied or re-created job gets a new one. A job property would be copied, and a {@code properties} step could drop it.
 */
final class JobIdentity {

    private static final String FILE = "release-gates-job-id";

    private JobIdentity() {}

    /**
     * The id of this job.
     *
     * @throws IOException when the file can't be read or written, or holds something else; a new id in doubt would part the job from its record
     */
    static String of(Job<?, ?> job) throws IOException {
        return in(job.getRootDir().toPath());
    }

    /**
     * The id that entries about this job have, without making one; of a branch of a multibranch project the project's.
     *
     * @throws IOException when the file can't be read or holds something else
     */
    static Optional<String> known(Job<?, ?> job) throws IOException {
        boolean branch = SCMHead.HeadByItem.findHead(job) != null;
        Path directory = branch && job.getParent() instanceof Item project
                ? project.getRootDir().toPath()
                : job.getRootDir().toPath();
        try {
            return Optional.of(read(directory.resolve(FILE)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    static String in(Path directory) throws IOException {
        Path file = directory.resolve(FILE);
        try {
            return read(file);
        } catch (NoSuchFileException e) {
            create(directory, file);
            return read(file);
        }
    }

    private static String read(Path file) throws IOException {
        String text = Files.readString(file, StandardCharsets.US_ASCII).trim();
        try {
            return UUID.fromString(text).toString();
        } catch (IllegalArgumentException e) {
            throw new IOException(
                    file + " should hold the id of the job (a UUID), found " + text.length()
                            + " other characters; restore the file from a backup, or delete it to start a new record",
                    e);
        }
    }

    private static void create(Path directory, Path file) throws IOException {
        Files.createDirectories(directory);
        Path draft = Files.createTempFile(directory, FILE, ".tmp");
        try {
            Files.writeString(draft, UUID.randomUUID() + "\n", StandardCharsets.US_ASCII);
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException e) {
            // Somebody else was faster; theirs counts.
        } catch (UnsupportedOperationException e) {
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
    }
}
