package io.jenkins.lib.releasegates.scanner.secrets.ignore;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The patterns of one file; of those that speak of a path the last one decides.
 *
 * @param base the folder that they are for: empty, or with a slash at its end
 */
record IgnoreFile(String base, List<IgnorePattern> patterns) {

    private static final long MAX_BYTES = 1 << 20;

    IgnoreFile {
        patterns = List.copyOf(patterns);
    }

    /**
     * Reads a file; no patterns where there is none, or where it is a link, as in git.
     *
     * @throws IOException when it can't be read or has more than 1 MiB; then nothing is to be left out by it
     */
    static IgnoreFile read(Path file, String base) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return new IgnoreFile(base, List.of());
        }
        if (Files.size(file) > MAX_BYTES) {
            throw new IOException("more than " + MAX_BYTES + " bytes");
        }
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        List<IgnorePattern> patterns = new ArrayList<>();
        for (String line : text.replaceFirst("^\u00ef\u00bb\u00bf", "").split("\n", -1)) {
            IgnorePattern.of(line.endsWith("\r") ? line.substring(0, line.length() - 1) : line)
                    .ifPresent(patterns::add);
        }
        return new IgnoreFile(base, patterns);
    }

    /** Whether a path is ignored; empty where nothing here speaks of it. */
    Optional<Boolean> ignores(String path, boolean folder) {
        String relative = path.substring(base.length());
        for (int i = patterns.size() - 1; i >= 0; i--) {
            if (patterns.get(i).matches(relative, folder)) {
                return Optional.of(!patterns.get(i).negated());
            }
        }
        return Optional.empty();
    }
}
