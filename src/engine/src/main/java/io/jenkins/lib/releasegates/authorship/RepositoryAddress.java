package io.jenkins.lib.releasegates.authorship;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where a repository is, in one of the forms that name nothing but a place: {@code git} itself knows some that name a command.
 *
 * @param protocol the only one that git may speak to get there
 */
record RepositoryAddress(String text, Protocol protocol) {

    private static final int MAX_LENGTH = 1_000;

    /** {@code user@host:path}; neither host nor path can be taken for an option. */
    private static final Pattern SCP = Pattern.compile("\\w[\\w.-]*@\\w[\\w.-]*:[\\w./~][^:@]*");

    private static final Pattern NAME = Pattern.compile("\\w[\\w.-]*");
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final String ALLOWED = "allowed are https://HOST/PATH, ssh://USER@HOST/PATH, USER@HOST:PATH,"
            + " file:///PATH and an absolute path";

    /** Protocols by their names in {@code GIT_ALLOW_PROTOCOL}. */
    enum Protocol {
        HTTPS("https"),
        HTTP("http"),
        SSH("ssh"),
        FILE("file");

        private final String id;

        Protocol(String id) {
            this.id = id;
        }

        String id() {
            return id;
        }

        /** Whether a user and a password mean anything there. */
        boolean takesPassword() {
            return this == HTTPS || this == HTTP;
        }
    }

    /**
     * Reads an address.
     *
     * @throws IllegalArgumentException when it is in none of the forms; without the address in its message, since there may be a password in it
     */
    static RepositoryAddress of(String text) {
        if (text.length() > MAX_LENGTH) {
            throw refused("has " + text.length() + " characters, allowed are " + MAX_LENGTH);
        }
        if (text.isBlank() || text.codePoints().anyMatch(RepositoryAddress::isStrange)) {
            throw refused("is blank or holds a space or a control character");
        }
        return new RepositoryAddress(text, protocol(text).orElseThrow(() -> refused("has none of the forms")));
    }

    private static Optional<Protocol> protocol(String text) {
        if (text.startsWith("file:///") || isAbsolute(text)) {
            return Optional.of(Protocol.FILE);
        }
        if (SCP.matcher(text).matches()) {
            return Optional.of(Protocol.SSH);
        }
        if (text.startsWith("https://")) {
            return hosted(text, Protocol.HTTPS);
        }
        if (text.startsWith("http://")) {
            return hosted(text, Protocol.HTTP);
        }
        return text.startsWith("ssh://") ? hosted(text, Protocol.SSH) : Optional.empty();
    }

    private static Optional<Protocol> hosted(String text, Protocol protocol) {
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            // Its message repeats the address.
            throw refused("is no URL");
        }
        String host = uri.getHost();
        if (host == null || host.startsWith("-") || uri.getPath().length() < 2) {
            throw refused("names no host, or no path on it");
        }
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw refused("has a query or a fragment");
        }
        String user = uri.getRawUserInfo();
        if (user != null && (protocol.takesPassword() || !NAME.matcher(user).matches())) {
            throw refused("holds a user or a password, which are given apart");
        }
        if (protocol == Protocol.HTTP && !THIS_MACHINE.contains(host)) {
            throw refused("is http, which is allowed to this machine alone");
        }
        return Optional.of(protocol);
    }

    private static boolean isAbsolute(String text) {
        try {
            return !text.startsWith("-") && Path.of(text).isAbsolute();
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static boolean isStrange(int character) {
        return Character.isWhitespace(character)
                || Character.isISOControl(character)
                || Character.getType(character) == Character.FORMAT;
    }

    private static IllegalArgumentException refused(String why) {
        return new IllegalArgumentException("The address of the repository " + why + "; " + ALLOWED);
    }

    @Override
    public String toString() {
        return text;
    }
}
