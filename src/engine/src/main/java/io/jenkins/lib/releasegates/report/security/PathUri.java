package io.jenkins.lib.releasegates.report.security;

import java.nio.charset.StandardCharsets;

/** Paths as references by RFC 3986, relative to wherever the paths are. */
final class PathUri {

    private static final String PLAIN = "-._~/!$&'()*+,;=@";

    private PathUri() {}

    static String of(String path) {
        StringBuilder uri = new StringBuilder();
        for (byte one : path.getBytes(StandardCharsets.UTF_8)) {
            char character = (char) (one & 0xff);
            if (character < 0x80 && (Character.isLetterOrDigit(character) || PLAIN.indexOf(character) >= 0)) {
                uri.append(character);
            } else {
                uri.append(String.format(java.util.Locale.ROOT, "%%%02X", one & 0xff));
            }
        }
        return uri.toString();
    }
}
