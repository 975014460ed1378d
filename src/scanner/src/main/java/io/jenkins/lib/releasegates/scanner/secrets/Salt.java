package io.jenkins.lib.releasegates.scanner.secrets;

import com.google.re2j.Pattern;
import io.jenkins.lib.releasegates.scanner.job.UpdateJob;
import io.jenkins.lib.releasegates.scanner.result.Header;
import io.jenkins.lib.releasegates.scanner.scan.Outcome;
import io.jenkins.lib.releasegates.scanner.scan.ScanException;
import io.jenkins.lib.releasegates.scanner.tree.FileDigest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Makes fingerprints of secrets that tell nothing to those who don't know the salt: HMAC-SHA-256 (RFC 2104), so that a weak password can't be guessed
 * from a result. Thread-safe.
 */
final class Salt {

    private static final String VARIABLE = "SECRETS_SALT";
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9+/=_-]{32,200}");
    private static final String ALGORITHM = "HmacSHA256";
    private static final int RANDOM = 32;
    private static final SecureRandom RANDOMNESS = new SecureRandom();

    private final SecretKeySpec key;
    private final boolean lasting;

    private Salt(byte[] salt, boolean lasting) {
        this.key = new SecretKeySpec(salt, ALGORITHM);
        this.lasting = lasting;
    }

    /**
     * The salt of a scan; made up where the job says that there is none.
     *
     * @throws ScanException when it isn't where the job says, with nothing of what was found there
     */
    static Salt from(UpdateJob.Key place, InputStream in, Map<String, String> environment)
            throws ScanException, IOException {
        @Nullable
        String text = switch (place) {
            case NONE -> null;
            case ENVIRONMENT -> environment.get(VARIABLE);
            case STDIN -> new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).readLine();
        };
        if (place == UpdateJob.Key.NONE) {
            byte[] random = new byte[RANDOM];
            RANDOMNESS.nextBytes(random);
            return new Salt(random, false);
        }
        if (text == null || !FORM.matches(text.strip())) {
            throw new ScanException(
                    Outcome.BAD_JOB,
                    "secrets.salt: found no salt where the job says that it comes from (" + place.word()
                            + "), allowed: 32 to 200 letters, digits, +, /, =, _ and -");
        }
        return new Salt(text.strip().getBytes(StandardCharsets.US_ASCII), true);
    }

    /** What the result says of it. */
    Header.Fingerprints described() {
        return new Header.Fingerprints(code("salt"), lasting);
    }

    /** Equal for equal secrets of the same rule; of the value nothing can be told from it. */
    String fingerprint(String rule, String value) {
        return code(rule + "\n" + value);
    }

    private String code(String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return FileDigest.text(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("Every JDK has " + ALGORITHM, e);
        }
    }
}
