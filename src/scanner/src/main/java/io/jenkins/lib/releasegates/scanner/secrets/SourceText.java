package io.jenkins.lib.releasegates.scanner.secrets;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file as text: UTF-8, UTF-16 where its first character says so, otherwise ISO 8859-1, in which every byte is a letter.
 *
 * @param text null where there is none
 */
record SourceText(State state, @Nullable String text) {

    /** Bytes in which a zero tells that a file is binary: https://git-scm.com/docs/gitattributes, as git guesses. */
    private static final int LOOKED_AT = 8_000;

    private static final String MARK = "\ufeff";

    /** What a file is. */
    enum State {
        TEXT,
        BINARY,
        TOO_LARGE
    }

    /**
     * Reads a file.
     *
     * @param most bytes that a text may have
     */
    static SourceText read(Path file, int most) throws IOException {
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            byte[] begin = in.readNBytes(LOOKED_AT);
            Charset unicode = unicode(begin);
            if (unicode == null && hasZero(begin)) {
                return new SourceText(State.BINARY, null);
            }
            byte[] bytes = begin;
            if (begin.length == LOOKED_AT) {
                byte[] rest = in.readNBytes(Math.max(0, most - LOOKED_AT) + 1);
                if (rest.length > 0) {
                    bytes = new byte[LOOKED_AT + rest.length];
                    System.arraycopy(begin, 0, bytes, 0, LOOKED_AT);
                    System.arraycopy(rest, 0, bytes, LOOKED_AT, rest.length);
                }
            }
            return bytes.length > most
                    ? new SourceText(State.TOO_LARGE, null)
                    : new SourceText(State.TEXT, decoded(bytes, unicode));
        }
    }

    private static String decoded(byte[] bytes, @Nullable Charset unicode) {
        if (unicode != null) {
            return new String(bytes, unicode);
        }
        if (isAscii(bytes)) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith(MARK) ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }

    /** The kind of UTF-16 that a byte order mark tells. */
    private static @Nullable Charset unicode(byte[] begin) {
        boolean big = begin.length >= 2 && begin[0] == (byte) 0xfe && begin[1] == (byte) 0xff;
        boolean little = begin.length >= 2 && begin[0] == (byte) 0xff && begin[1] == (byte) 0xfe;
        return big || little ? StandardCharsets.UTF_16 : null;
    }

    private static boolean isAscii(byte[] bytes) {
        int all = 0;
        for (byte b : bytes) {
            all |= b;
        }
        return all >= 0;
    }

    private static boolean hasZero(byte[] bytes) {
        for (byte b : bytes) {
            if (b == 0) {
                return true;
            }
        }
        return false;
    }
}
