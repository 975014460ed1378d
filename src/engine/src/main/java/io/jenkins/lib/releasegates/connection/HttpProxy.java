package io.jenkins.lib.releasegates.connection;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A proxy between us and a server: asked for a tunnel (CONNECT) to {@code https://}, and with the whole address for {@code http://}. It looks the
 * server's name up itself, so what it connects to is beyond what can be checked here.
 *
 * @param host its name or address
 * @param authorization what it is told as Proxy-Authorization, and nobody else; empty where nobody has to log in
 */
public record HttpProxy(String host, int port, Optional<String> authorization) {

    /** Servers are reached without any. */
    public static final Function<String, Optional<HttpProxy>> NONE = host -> Optional.empty();

    private static final int MAX_PORT = 65_535;

    public HttpProxy {
        if (host.isBlank() || port < 1 || port > MAX_PORT) {
            throw new IllegalArgumentException(
                    "proxy: found \"" + host + "\", port " + port + ", allowed: a host, and a port up to " + MAX_PORT);
        }
    }

    /**
     * Looks the proxy up. Its address may be private, as those of proxies are, but it has to be one of a single machine that was given out: none of
     * link-local (where clouds keep the secrets of their machines), multicast or no machine.
     *
     * @throws IOException when it isn't found, or has an address that isn't permitted
     */
    public void check() throws IOException {
        InetAddress[] found;
        try {
            found = InetAddress.getAllByName(host);
        } catch (UnknownHostException e) {
            throw new IOException("the proxy " + host + " isn't found", e);
        }
        for (InetAddress address : found) {
            if (address.isLinkLocalAddress() || address.isMulticastAddress() || address.isAnyLocalAddress()) {
                throw new IOException("the proxy " + host + " has the address " + address.getHostAddress()
                        + ", which is none that a proxy may have");
            }
        }
    }

    /** For clients of Java: the proxy that is given for the host of an address at that moment. */
    public static ProxySelector selector(Function<String, Optional<HttpProxy>> proxies) {
        return new ProxySelector() {
            @Override
            public List<Proxy> select(URI uri) {
                return List.of(proxies.apply(uri.getHost())
                        .map(proxy -> new Proxy(Proxy.Type.HTTP, new InetSocketAddress(proxy.host(), proxy.port())))
                        .orElse(Proxy.NO_PROXY));
            }

            @Override
            public void connectFailed(URI uri, SocketAddress address, IOException failure) {
                // Who asks is told.
            }
        };
    }

    /** Without its credentials. */
    @Override
    public String toString() {
        return host + ":" + port;
    }
}
