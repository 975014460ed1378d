package io.jenkins.lib.releasegates.statement.envelope;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** What a signature of DSSE is over: the type and the body, each behind its length, so that no other pair has the same bytes. */
final class PreAuthenticationEncoding {

    private PreAuthenticationEncoding() {}

    static byte[] of(String type, byte[] body) {
        byte[] typeBytes = type.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream encoded = new ByteArrayOutputStream(body.length + typeBytes.length + 32);
        encoded.writeBytes(ascii("DSSEv1 " + typeBytes.length + " "));
        encoded.writeBytes(typeBytes);
        encoded.writeBytes(ascii(" " + body.length + " "));
        encoded.writeBytes(body);
        return encoded.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
