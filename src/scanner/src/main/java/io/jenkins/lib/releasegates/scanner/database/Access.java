package io.jenkins.lib.releasegates.scanner.database;

import io.jenkins.lib.releasegates.scanner.job.UpdateJob;
import java.io.IOException;
import java.net.Authenticator;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is shown to whom on the way to a database.
 *
 * @param key of the NVD API; sent in its header, told to nobody else
 * @param proxyCredentials user and password with a colon between them; told to the proxy alone
 */
public record Access(Optional<String> key, Optional<String> proxyCredentials) {

    static {
        // The JDK tells no user and password to a proxy that it only wants a tunnel of, unless asked to.
        System.setProperty("jdk.http.auth.tunneling.disabledSchemes", "");
    }

    /** Nothing is shown to anybody. */
    public static final Access NONE = new Access(Optional.empty(), Optional.empty());

    /** Without the key, for another host than the one that it is for. */
    Access withoutKey() {
        return new Access(Optional.empty(), proxyCredentials);
    }

    /** Has the client go through the proxy, where there is one. */
    HttpClient.Builder through(Optional<UpdateJob.Proxy> proxy, HttpClient.Builder client) {
        if (proxy.isPresent()) {
            client.proxy(new Route(proxy.get()));
            proxyCredentials.ifPresent(credentials -> client.authenticator(new ProxyLogin(credentials)));
        }
        return client;
    }

    @Override
    public String toString() {
        return "Access[key=" + (key.isPresent() ? "***" : "none") + ", proxyCredentials="
                + (proxyCredentials.isPresent() ? "***" : "none") + "]";
    }

    /** Everything through the proxy but what is reached directly. */
    private static final class Route extends ProxySelector {

        private final UpdateJob.Proxy proxy;

        Route(UpdateJob.Proxy proxy) {
            this.proxy = proxy;
        }

        @Override
        public List<Proxy> select(URI uri) {
            String host = String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT);
            boolean direct = proxy.direct().stream()
                    .anyMatch(one -> one.toLowerCase(Locale.ROOT).equals(host));
            return List.of(
                    direct
                            ? Proxy.NO_PROXY
                            : new Proxy(
                                    Proxy.Type.HTTP, InetSocketAddress.createUnresolved(proxy.host(), proxy.port())));
        }

        @Override
        public void connectFailed(URI uri, SocketAddress address, IOException e) {
            // Whoever asked is told.
        }
    }

    /** Answers proxies, and nobody else. */
    private static final class ProxyLogin extends Authenticator {

        private final String user;
        private final String password;

        ProxyLogin(String credentials) {
            int colon = credentials.indexOf(':');
            this.user = credentials.substring(0, colon);
            this.password = credentials.substring(colon + 1);
        }

        @Override
        protected @Nullable PasswordAuthentication getPasswordAuthentication() {
            return getRequestorType() == RequestorType.PROXY
                    ? new PasswordAuthentication(user, password.toCharArray())
                    : null;
        }
    }
}
