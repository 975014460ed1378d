package io.jenkins.lib.releasegates.launcher.folder;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.UserPrincipal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether the user of this process can change a folder: what other processes of the same user can do, too, builds for example.
 *
 * <p>What he owns he can change, whatever its permissions say now; and who can write into a folder above can put another one into its place.
 */
public final class WriteProtection {

    private WriteProtection() {}

    /**
     * Why this user could change something in there, half a sentence; empty when he can't.
     *
     * @param folder absolute
     * @param own a folder in which this process can make a file, to learn who its user is
     */
    public static Optional<String> objection(Path folder, Path own) throws IOException {
        UserPrincipal user = userOf(own);
        Path real = folder.toRealPath();
        for (@Nullable Path above = real.getParent(); above != null; above = above.getParent()) {
            Optional<String> objection = objectionTo(above, user);
            if (objection.isPresent()) {
                return objection;
            }
        }
        Inspection inspection = new Inspection(user);
        Files.walkFileTree(real, inspection);
        return Optional.ofNullable(inspection.objection);
    }

    private static UserPrincipal userOf(Path own) throws IOException {
        Path file = Files.createTempFile(own, "whose-", null);
        try {
            return Files.getOwner(file, LinkOption.NOFOLLOW_LINKS);
        } finally {
            Files.delete(file);
        }
    }

    private static Optional<String> objectionTo(Path path, UserPrincipal user) throws IOException {
        if (Files.getOwner(path, LinkOption.NOFOLLOW_LINKS).equals(user)) {
            return Optional.of(path + " belongs to " + user.getName() + ", as whom builds run there");
        }
        return Files.isWritable(path)
                ? Optional.of(path + " can be written by " + user.getName() + ", as whom builds run there")
                : Optional.empty();
    }

    /** All that is in a folder, and itself. */
    private static final class Inspection extends SimpleFileVisitor<Path> {

        private final UserPrincipal user;
        private @Nullable String objection;

        Inspection(UserPrincipal user) {
            this.user = user;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes) throws IOException {
            return look(visited);
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            if (attributes.isSymbolicLink()) {
                objection = file + " is a link, behind which there may be anything";
                return FileVisitResult.TERMINATE;
            }
            return look(file);
        }

        private FileVisitResult look(Path path) throws IOException {
            objection = objectionTo(path, user).orElse(null);
            return objection == null ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
        }
    }
}
