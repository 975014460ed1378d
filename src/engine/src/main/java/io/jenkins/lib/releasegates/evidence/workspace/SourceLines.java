package io.jenkins.lib.releasegates.evidence.workspace;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Single lines of the workspace's source files, as the content that a finding is about.
 *
 * <p>A line that says little by itself (fewer than {@value #TELLING} letters and digits, such as a brace) comes with its neighbours; any
 * other line stands alone, so that an edit next to it changes nothing. White space is normalised. Lines are bytes shown as ISO 8859-1:
 * they are compared, never displayed, and so no encoding can be wrong.
 *
 * <p>Keeps a few files at a time. Not thread-safe.
 */
public final class SourceLines {

    private static final int TELLING = 8;
    private static final int MAX_FILE = 2 * 1024 * 1024;
    private static final int MAX_LINE = 1_000;
    private static final int KEPT_FILES = 4;
    private static final int KEPT_ABSENT = 2_000;
    private static final String[] ABSENT = {};

    private final Workspace workspace;
    private final Map<String, String[]> files = new Recent<>(KEPT_FILES);
    private final Map<String, Boolean> absent = new Recent<>(KEPT_ABSENT);

    public SourceLines(Workspace workspace) {
        this.workspace = workspace;
    }

    /**
     * What that line says; empty when the workspace has no such file or line, or the file has more than 2 MiB.
     *
     * @param line 1-based
     */
    public String content(String path, int line) {
        if (path.isEmpty() || line < 1) {
            return "";
        }
        String[] lines = lines(path);
        if (line > lines.length) {
            return "";
        }
        String own = normal(lines, line - 1);
        if (isTelling(own)) {
            return own;
        }
        String context = neighbour(lines, line - 1, -1) + '\n' + own + '\n' + neighbour(lines, line - 1, 1);
        return context.isBlank() ? "" : context;
    }

    private String[] lines(String path) {
        if (absent.containsKey(path)) {
            return ABSENT;
        }
        String[] known = files.get(path);
        if (known != null) {
            return known;
        }
        Optional<Path> file = workspace.file(path);
        String[] read = file.isPresent() ? read(file.get()) : ABSENT;
        if (read.length == 0) {
            absent.put(path, true);
        } else {
            files.put(path, read);
        }
        return read;
    }

    private static String[] read(Path file) {
        try (InputStream stream = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            byte[] bytes = stream.readNBytes(MAX_FILE + 1);
            return bytes.length > MAX_FILE ? ABSENT : new String(bytes, StandardCharsets.ISO_8859_1).split("\n", -1);
        } catch (IOException e) {
            return ABSENT;
        }
    }

    private static String neighbour(String[] lines, int from, int step) {
        for (int line = from + step; line >= 0 && line < lines.length; line += step) {
            String text = normal(lines, line);
            if (!text.isEmpty()) {
                return text;
            }
        }
        return "";
    }

    private static String normal(String[] lines, int line) {
        String text = lines[line].strip();
        return (text.length() > MAX_LINE ? text.substring(0, MAX_LINE) : text).replaceAll("\\s+", " ");
    }

    private static boolean isTelling(String text) {
        int telling = 0;
        for (int i = 0; i < text.length() && telling < TELLING; i++) {
            if (Character.isLetterOrDigit(text.charAt(i))) {
                telling++;
            }
        }
        return telling >= TELLING;
    }

    private static final class Recent<V> extends LinkedHashMap<String, V> {

        private static final long serialVersionUID = 1;

        private final int limit;

        Recent(int limit) {
            super(16, 0.75f, true);
            this.limit = limit;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
            return size() > limit;
        }
    }
}
