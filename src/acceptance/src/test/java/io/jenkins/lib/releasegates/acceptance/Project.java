package io.jenkins.lib.releasegates.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The sources that end up in the plugins. */
final class Project {

    private static final List<String> SOURCES =
            List.of("src/engine/src/main", "plugin-release-gates/src/main", "plugin-security-scan/src/main");

    private Project() {}

    static Path root() {
        return Path.of(System.getProperty("project.root", "../.."));
    }

    /** SHA-256 per folder, over the names and bytes of the files that lie in it. */
    static Map<String, String> folders() {
        Map<String, MessageDigest> digests = new TreeMap<>();
        for (String source : SOURCES) {
            try (Stream<Path> files = Files.walk(root().resolve(source))) {
                for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                    Path relative = root().relativize(file);
                    String folder = String.valueOf(relative.getParent()).replace('\\', '/');
                    MessageDigest digest = digests.computeIfAbsent(folder, name -> sha256());
                    digest.update(
                            (relative.getFileName() + "\0" + Files.size(file) + "\0").getBytes(StandardCharsets.UTF_8));
                    digest.update(Files.readAllBytes(file));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        Map<String, String> folders = new TreeMap<>();
        digests.forEach((folder, digest) -> folders.put(folder, HexFormat.of().formatHex(digest.digest())));
        return folders;
    }

    /** SHA-256 over all of them. */
    static String digest(Map<String, String> folders) {
        MessageDigest digest = sha256();
        new TreeMap<>(folders)
                .forEach((folder, value) ->
                        digest.update((folder + "\0" + value + "\n").getBytes(StandardCharsets.UTF_8)));
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
