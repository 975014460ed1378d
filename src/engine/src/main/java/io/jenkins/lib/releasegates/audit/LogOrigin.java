package io.jenkins.lib.releasegates.audit;

import java.security.SecureRandom;
import java.util.HexFormat;

/** The id of a log, made up when it takes its first entry: tells the entries of one host from those of another. */
final class LogOrigin {

    private static final int BYTES = 8;

    private LogOrigin() {}

    /** 16 hexadecimal digits. */
    static String random(SecureRandom random) {
        byte[] id = new byte[BYTES];
        random.nextBytes(id);
        return HexFormat.of().formatHex(id);
    }
}
