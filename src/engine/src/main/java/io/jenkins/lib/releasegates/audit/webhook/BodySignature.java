package io.jenkins.lib.releasegates.audit.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Tells a receiver that a body comes from somebody who has the secret: HMAC-SHA256 (RFC 2104) over its bytes. */
final class BodySignature {

    private static final String ALGORITHM = "HmacSHA256";

    private BodySignature() {}

    /** As {@code sha256=} and 64 lower-case hexadecimal digits; the key is the secret in UTF-8. */
    static String of(byte[] body, String secret) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has HMAC-SHA256", e);
        }
    }
}
