package io.jenkins.lib.releasegates.scanner.secrets.ignore;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;

/**
 * The paths in git's index: what is there is part of the next commit, whatever a {@code .gitignore} says of it. The format, versions 2 to 4, is
 * https://git-scm.com/docs/index-format. Paths have a character for each byte.
 */
final class TrackedFiles {

    private static final int SIGNATURE = 0x44495243;
    private static final int SPLIT = 0x6c696e6b;
    private static final long MAX_BYTES = 512L << 20;
    private static final int BEFORE_HASH = 40;
    private static final int EXTENDED = 0x4000;
    private static final int SHA_1 = 20;
    private static final int SHA_256 = 32;
    private static final int BYTE = 0xff;

    private final TreeSet<String> paths = new TreeSet<>();

    private TrackedFiles() {}

    /**
     * Reads the index of a repository; no paths where there is none, as before the first {@code git add}.
     *
     * @param git its folder {@code .git}
     * @throws IOException when it can't be read to its end, or is split in two
     */
    static TrackedFiles read(Path git) throws IOException {
        TrackedFiles tracked = new TrackedFiles();
        Path index = git.resolve("index");
        if (Files.exists(index)) {
            if (Files.size(index) > MAX_BYTES) {
                throw new IOException("more than " + MAX_BYTES + " bytes");
            }
            try {
                tracked.parse(ByteBuffer.wrap(Files.readAllBytes(index)), hash(git));
            } catch (BufferUnderflowException | IllegalArgumentException e) {
                throw new IOException("no index of git", e);
            }
        }
        return tracked;
    }

    boolean has(String path) {
        return paths.contains(path);
    }

    /** Whether anything lies in this folder. */
    boolean hasBelow(String folder) {
        String first = paths.ceiling(folder + "/");
        return first != null && first.startsWith(folder + "/");
    }

    private static int hash(Path git) throws IOException {
        Path config = git.resolve("config");
        return Files.isRegularFile(config)
                        && Files.readString(config, StandardCharsets.ISO_8859_1)
                                .matches("(?is).*objectformat\\s*=\\s*sha256\\b.*")
                ? SHA_256
                : SHA_1;
    }

    private void parse(ByteBuffer in, int hash) throws IOException {
        int signature = in.getInt();
        int version = in.getInt();
        int entries = in.getInt();
        if (signature != SIGNATURE || version < 2 || version > 4 || entries < 0) {
            throw new IOException("no index of git in version 2, 3 or 4");
        }
        String path = "";
        for (int i = 0; i < entries; i++) {
            int start = in.position();
            in.position(start + BEFORE_HASH + hash);
            if ((in.getShort() & EXTENDED) != 0) {
                in.getShort();
            }
            int kept = version == 4 ? path.length() - distance(in) : 0;
            path = path.substring(0, check(kept, path)) + text(in);
            paths.add(path);
            if (version < 4) {
                // Zeros up to a multiple of eight, the one that ends the path among them.
                in.position(start + (in.position() - 1 - start + 8) / 8 * 8);
            }
        }
        while (in.remaining() > hash) {
            int extension = in.getInt();
            int size = in.getInt();
            if (extension == SPLIT) {
                throw new IOException("an index that is split in two");
            }
            in.position(Math.addExact(in.position(), size));
        }
    }

    private static int check(int kept, String path) throws IOException {
        if (kept < 0 || kept > path.length()) {
            throw new IOException("no index of git");
        }
        return kept;
    }

    /** As git writes offsets: seven bits a byte, one added for each further byte. */
    private static int distance(ByteBuffer in) {
        int b = in.get() & BYTE;
        int value = b & 0x7f;
        while ((b & 0x80) != 0) {
            b = in.get() & BYTE;
            value = ((value + 1) << 7) + (b & 0x7f);
        }
        return value;
    }

    private static String text(ByteBuffer in) {
        StringBuilder text = new StringBuilder();
        for (int b = in.get() & BYTE; b != 0; b = in.get() & BYTE) {
            text.append((char) b);
        }
        return text.toString();
    }
}
