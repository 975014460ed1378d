package io.jenkins.lib.releasegates.connection;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where a server is that an owner has named, and whether a connection may go there.
 *
 * <p>Without {@code allowPrivateAddresses} only {@code https://} to public addresses; with it also private ones, and {@code http://} to these
 * alone, so that nothing goes over a public network in the clear. A name is looked up for each request, and all of its addresses have to be
 * permitted. The connection looks it up once more: where a name server answers differently the second time, the certificate has to be that of
 * the name all the same before anything is sent.
 */
public final class ServerAddress {

    private static final int MAX_PORT = 65_535;

    private final String what;
    private final URI uri;
    private final boolean allowPrivate;

    private ServerAddress(String what, URI uri, boolean allowPrivate) {
        this.what = what;
        this.uri = uri;
        this.allowPrivate = allowPrivate;
    }

    /**
     * Reads an address; looks no name up.
     *
     * @param what whose address it is, for what is said of it: "webhook"
     * @throws IllegalArgumentException when it can't be one, with what is allowed
     */
    public static ServerAddress parse(String what, String text, boolean allowPrivateAddresses) {
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            // The text may hold a secret.
            throw new IllegalArgumentException("This is no address: " + e.getReason(), e.getCause());
        }
        String scheme = lower(uri.getScheme());
        if (!"https".equals(scheme) && !"http".equals(scheme)) {
            throw new IllegalArgumentException("The address of a " + what + " begins with https://");
        }
        if (uri.getHost() == null) {
            throw new IllegalArgumentException(
                    "The address of a " + what + " names a host: letters, digits, dashes, points");
        }
        if (uri.getPort() == 0 || uri.getPort() > MAX_PORT) {
            throw new IllegalArgumentException("The port of a " + what + " is between 1 and " + MAX_PORT);
        }
        if (uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException(
                    "The address of a " + what + " holds neither user nor password; give them apart");
        }
        if (uri.getRawFragment() != null) {
            throw new IllegalArgumentException("The address of a " + what + " has no part behind a '#'");
        }
        if ("http".equals(scheme) && !allowPrivateAddresses) {
            throw new IllegalArgumentException(
                    "http:// is only for private addresses, which have to be allowed; use https://");
        }
        return new ServerAddress(what, uri, allowPrivateAddresses);
    }

    /** As it was given. */
    public URI uri() {
        return uri;
    }

    /**
     * Looks the host up.
     *
     * @throws IOException when it isn't found, or when one of its addresses isn't permitted
     */
    public void check() throws IOException {
        InetAddress[] found;
        try {
            found = InetAddress.getAllByName(uri.getHost());
        } catch (UnknownHostException e) {
            throw new IOException("the host " + uri.getHost() + " isn't found", e);
        }
        permitted(found);
    }

    /**
     * Looks the host up where a proxy will look it up as well, so that this is no more than what can be known here: a private address that isn't
     * allowed is refused when it is written, or when the name has it here too. A name that isn't known here is left to the proxy.
     *
     * @throws IOException when one of its addresses isn't permitted, or it isn't known and is asked in the clear
     */
    public void checkBehindProxy() throws IOException {
        InetAddress[] found;
        try {
            found = InetAddress.getAllByName(uri.getHost());
        } catch (UnknownHostException e) {
            if ("http".equals(lower(uri.getScheme()))) {
                throw new IOException(
                        "the host " + uri.getHost() + " isn't found, and http:// is only for private addresses", e);
            }
            return;
        }
        permitted(found);
    }

    private void permitted(InetAddress[] found) throws IOException {
        for (InetAddress address : List.of(found)) {
            if (PublicAddresses.contains(address)) {
                if ("http".equals(lower(uri.getScheme()))) {
                    throw new IOException("the host " + uri.getHost() + " has the public address "
                            + address.getHostAddress() + ", and http:// is only for private ones");
                }
            } else if (!allowPrivate) {
                throw new IOException("the host " + uri.getHost() + " has the address " + address.getHostAddress()
                        + ", which is not a public one, and private ones are not allowed for this " + what);
            }
        }
    }

    private static String lower(@Nullable String scheme) {
        return scheme == null ? "" : scheme.toLowerCase(Locale.ROOT);
    }

    /** Without what stands behind a question mark, which may be a secret. */
    @Override
    public String toString() {
        return uri.getScheme() + "://" + uri.getRawAuthority() + uri.getRawPath();
    }
}
