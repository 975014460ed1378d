package io.jenkins.lib.releasegates.readiness.document;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Bytes of a file as text: UTF-8 of a limited size. */
final class DocumentText {

    /** More isn't read. */
    static final int MAX_BYTES = 1 << 20;

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private DocumentText() {}

    static String of(byte[] bytes) throws UnreadableDocumentException {
        if (bytes.length > MAX_BYTES) {
            throw new UnreadableDocumentException(
                    "Found " + bytes.length + " bytes, allowed: at most " + MAX_BYTES + ".");
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(buffer).toString();
            return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new UnreadableDocumentException(
                    "Found bytes from " + (buffer.position() + 1) + " on that are no text, allowed: UTF-8.");
        }
    }
}
