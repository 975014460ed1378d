package io.jenkins.plugins.securityscan.database;

import hudson.util.FormValidation;
import io.jenkins.lib.releasegates.connection.PublicAddresses;
import io.jenkins.plugins.securityscan.Messages;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Where vulnerabilities come from, and whether a connection may go there: {@code https://} to public addresses; where private ones are allowed, to
 * these as well, and {@code http://} to these alone, so that nobody on a public network writes the database. A name is looked up before each update,
 * and once more when the worker connects.
 */
final class SourceAddress {

    /** An address that is no name. */
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|\\[.*]");

    private final URI uri;
    private final boolean allowPrivate;

    private SourceAddress(URI uri, boolean allowPrivate) {
        this.uri = uri;
        this.allowPrivate = allowPrivate;
    }

    /** Whether files of the controller may be a source. */
    enum Files {
        ALLOWED,
        REFUSED
    }

    /**
     * Reads an address; looks no name up.
     *
     * @throws IllegalArgumentException when it can't be one, with what is allowed
     */
    static SourceAddress parse(String text, Files files, boolean allowPrivate) {
        URI uri;
        try {
            uri = new URI(text.trim());
        } catch (URISyntaxException e) {
            // The text may hold a secret.
            throw new IllegalArgumentException(Messages.SourceAddress_None(e.getReason()), e.getCause());
        }
        if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException(Messages.SourceAddress_Plain());
        }
        switch (scheme(uri)) {
            case "file" -> {
                if (files == Files.REFUSED || uri.getRawAuthority() != null || uri.getRawPath() == null) {
                    throw new IllegalArgumentException(
                            files == Files.REFUSED ? Messages.SourceAddress_NoFile() : Messages.SourceAddress_File());
                }
            }
            case "https", "http" -> {
                if (uri.getHost() == null) {
                    throw new IllegalArgumentException(Messages.SourceAddress_Host());
                }
                if (isClear(uri) && !allowPrivate) {
                    throw new IllegalArgumentException(Messages.SourceAddress_Clear());
                }
            }
            default ->
                throw new IllegalArgumentException(
                        files == Files.REFUSED ? Messages.SourceAddress_NoFile() : Messages.SourceAddress_Scheme());
        }
        return new SourceAddress(uri, allowPrivate);
    }

    URI uri() {
        return uri;
    }

    /** Whether there is a host to reach. */
    boolean isOfTheWeb() {
        return !scheme(uri).equals("file");
    }

    /**
     * Looks the host up. Behind a proxy nobody but the proxy may know it: there it has to be https, and no private address by its looks.
     *
     * @param indirect whether a host is reached through a proxy
     * @throws IOException when it isn't found, or when one of its addresses isn't permitted
     */
    void check(Predicate<? super SourceAddress> indirect) throws IOException {
        if (!isOfTheWeb()) {
            return;
        }
        if (indirect.test(this)) {
            if (isClear(uri)) {
                throw new IOException(Messages.SourceAddress_ClearThroughProxy(uri.getHost()));
            }
            if (!ADDRESS.matcher(uri.getHost()).matches()) {
                return;
            }
        }
        InetAddress[] found;
        try {
            found = InetAddress.getAllByName(uri.getHost());
        } catch (UnknownHostException e) {
            throw new IOException(Messages.SourceAddress_Unknown(uri.getHost()), e);
        }
        for (InetAddress address : List.of(found)) {
            if (PublicAddresses.contains(address)) {
                if (isClear(uri)) {
                    throw new IOException(
                            Messages.SourceAddress_ClearToPublic(uri.getHost(), address.getHostAddress()));
                }
            } else if (!allowPrivate) {
                throw new IOException(Messages.SourceAddress_Private(uri.getHost(), address.getHostAddress()));
            }
        }
    }

    private static boolean isClear(URI uri) {
        return scheme(uri).equals("http");
    }

    private static String scheme(URI uri) {
        return uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    }

    /** For forms: whether it can be one. Whether it may be private another field says. */
    static FormValidation validation(String text, Files files) {
        try {
            parse(text, files, true);
            return FormValidation.ok();
        } catch (IllegalArgumentException e) {
            return FormValidation.error(e.getMessage());
        }
    }

    /** As people may see it: what can't be an address may hold a secret, and isn't shown. */
    static String shown(String text) {
        try {
            return parse(text, Files.ALLOWED, true).toString();
        } catch (IllegalArgumentException e) {
            return Messages.SourceAddress_NotShown();
        }
    }

    @Override
    public String toString() {
        return uri.toString();
    }
}
