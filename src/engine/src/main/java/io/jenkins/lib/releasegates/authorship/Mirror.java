package io.jenkins.lib.releasegates.authorship;

import io.jenkins.lib.releasegates.authorship.SourceRepository.Login;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.git.GitProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A bare repository with the branches and tags of another one. For one thread at a time. */
final class Mirror {

    /** Says that the directory is a mirror, and of what. */
    private static final String MARK = "release-gates-mirror";

    /** Is there when it was made anew; when, its date tells. */
    private static final String REMADE = "release-gates-remade";

    /** What can't be read from a new mirror can't be read from a newer one, and making one takes long. */
    private static final Duration BETWEEN = Duration.ofHours(1);

    private static final byte[] NO_INPUT = {};

    private final RepositoryAddress address;
    private final Path directory;
    private final String format;
    private final GitProcess git;
    private final GitProcess alone;

    Mirror(RepositoryAddress address, Optional<Login> login, Path directory, String format, Duration patience) {
        this.address = address;
        this.directory = directory;
        this.format = format;
        GitProcess bare = new GitProcess(directory, patience)
                .with(
                        "http.followRedirects=false",
                        "credential.helper=",
                        "core.askPass=",
                        "core.hooksPath=/dev/null",
                        "core.fsmonitor=false",
                        "core.commitGraph=false",
                        "core.useReplaceRefs=false",
                        "core.warnAmbiguousRefs=false",
                        "transfer.bundleURI=false",
                        "fetch.writeCommitGraph=false",
                        "gc.pruneExpire=never",
                        "advice.graftFileDeprecated=false");
        this.git = bare.with(environment(address, login, directory));
        this.alone = bare.with(environment(address, Optional.empty(), directory));
    }

    private static Map<String, String> environment(RepositoryAddress address, Optional<Login> login, Path directory) {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("GIT_DIR", directory.toString());
        variables.put("GIT_ALLOW_PROTOCOL", address.protocol().id());
        variables.put("GIT_ASKPASS", "");
        variables.put("SSH_ASKPASS", "");
        variables.put("GIT_NO_REPLACE_OBJECTS", "1");
        variables.put("GIT_GRAFT_FILE", "/dev/null");
        login.ifPresent(one -> {
            byte[] pair = (one.user() + ":" + one.password()).getBytes(StandardCharsets.UTF_8);
            variables.put("GIT_CONFIG_COUNT", "1");
            variables.put("GIT_CONFIG_KEY_0", "http." + address.text() + ".extraHeader");
            variables.put(
                    "GIT_CONFIG_VALUE_0",
                    "Authorization: Basic " + Base64.getEncoder().encodeToString(pair));
        });
        return variables;
    }

    /**
     * Makes it where it is missing, unfinished, or a mirror of something else.
     *
     * @throws IOException also when something else lies there
     */
    void make() throws IOException {
        if (Files.isRegularFile(directory.resolve("HEAD")) && isOurs()) {
            return;
        }
        if (Files.exists(directory) && !Files.exists(directory.resolve(MARK)) && !isEmpty()) {
            throw new IOException("something else lies in the directory of its mirror");
        }
        delete();
        init();
    }

    /** Takes all away and begins anew. */
    void remake() throws IOException {
        delete();
        init();
        Files.writeString(directory.resolve(REMADE), "");
    }

    /** Whether making it anew may help: the repository answers, and it wasn't done just now. */
    boolean mayBeBroken() throws IOException {
        Path remade = directory.resolve(REMADE);
        Instant earliest = Clock.systemUTC().instant().minus(BETWEEN);
        if (Files.exists(remade)
                && Files.getLastModifiedTime(remade).toInstant().isAfter(earliest)) {
            return false;
        }
        try {
            // Without the mirror, whose settings may be what is broken.
            git.with(Map.of("GIT_DIR", directory.resolve("nothing").toString()))
                    .run(NO_INPUT, "ls-remote", "--quiet", "--", address.text(), "HEAD");
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private void init() throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve(MARK), mark());
        git.run(NO_INPUT, "init", "--quiet", "--bare", "--template=", "--object-format=" + format);
    }

    /** Takes over what the branches and tags of the repository are now. */
    void fetch() throws IOException {
        git.run(
                NO_INPUT,
                "fetch",
                "--quiet",
                "--prune",
                "--no-tags",
                "--no-recurse-submodules",
                "--no-write-fetch-head",
                "--",
                address.text(),
                "+refs/heads/*:refs/heads/*",
                "+refs/tags/*:refs/tags/*");
    }

    /** What git reads from it. */
    byte[] read(int most, String input, String... arguments) throws IOException {
        return git.output(most, input.getBytes(StandardCharsets.US_ASCII), arguments);
    }

    /**
     * What git reads from it where nothing counts that is configured on this machine or for the account; times are UTC.
     *
     * @param home a directory without settings
     * @param settings as {@code git -c} takes them; they win over those of the mirror
     */
    byte[] readAlone(Path home, List<String> settings, int most, String input, String... arguments) throws IOException {
        String place = home.toString();
        return alone.with(settings.toArray(new String[0]))
                .with(Map.of(
                        "HOME",
                        place,
                        "XDG_CONFIG_HOME",
                        place,
                        "GIT_CONFIG_NOSYSTEM",
                        "1",
                        "GIT_CONFIG_SYSTEM",
                        "/dev/null",
                        "GIT_CONFIG_GLOBAL",
                        "/dev/null",
                        "GIT_CONFIG_COUNT",
                        "0",
                        "TZ",
                        "UTC"))
                .output(most, input.getBytes(StandardCharsets.US_ASCII), arguments);
    }

    private boolean isOurs() throws IOException {
        Path mark = directory.resolve(MARK);
        return Files.isRegularFile(mark)
                && Files.size(mark) == mark().length()
                && Files.readString(mark).equals(mark());
    }

    private String mark() {
        return Digest.of(address.text().getBytes(StandardCharsets.UTF_8)) + "\n";
    }

    private boolean isEmpty() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.findAny().isEmpty();
        }
    }

    private void delete() throws IOException {
        if (Files.notExists(directory)) {
            return;
        }
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
