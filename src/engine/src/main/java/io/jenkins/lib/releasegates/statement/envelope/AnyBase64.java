package io.jenkins.lib.releasegates.statement.envelope;

import io.jenkins.lib.releasegates.statement.document.Quoted;
import io.jenkins.lib.releasegates.statement.document.RefusedDocumentException;
import io.jenkins.lib.releasegates.statement.document.StrictObject;
import java.util.Base64;

/** Base64 in either alphabet of RFC 4648, with or without padding, but in one of them, on one line and without spare bits. */
final class AnyBase64 {

    private AnyBase64() {}

    static byte[] of(StrictObject object, String name) throws RefusedDocumentException {
        String text = object.text(name);
        String bare = text.endsWith("==")
                ? text.substring(0, text.length() - 2)
                : text.endsWith("=") ? text.substring(0, text.length() - 1) : text;
        boolean urlSafe = text.indexOf('-') >= 0 || text.indexOf('_') >= 0;
        try {
            byte[] bytes = (urlSafe ? Base64.getUrlDecoder() : Base64.getDecoder()).decode(text);
            Base64.Encoder encoder = (urlSafe ? Base64.getUrlEncoder() : Base64.getEncoder()).withoutPadding();
            if (encoder.encodeToString(bytes).equals(bare)) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            throw object.refused(name, Quoted.of(text), "base64, standard or URL-safe");
        }
        throw object.refused(name, Quoted.of(text), "base64 without spare bits");
    }
}
