package io.jenkins.plugins.releasegates.connection;

import hudson.ProxyConfiguration;
import hudson.util.Secret;
import io.jenkins.lib.releasegates.connection.HttpProxy;
import java.net.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import jenkins.model.Jenkins;
import org.jspecify.annotations.Nullable;

/** The proxy that Jenkins uses for what it fetches from the web, as it is configured at that moment. */
final class JenkinsProxy {

    private JenkinsProxy() {}

    /** The proxy on the way to that host; empty where Jenkins has none, or goes to that host without. */
    static Optional<HttpProxy> to(String host) {
        @Nullable ProxyConfiguration proxy = Jenkins.get().getProxy();
        if (proxy == null || proxy.createProxy(host).type() == Proxy.Type.DIRECT) {
            return Optional.empty();
        }
        return Optional.of(new HttpProxy(proxy.getName(), proxy.getPort(), authorization(proxy)));
    }

    private static Optional<String> authorization(ProxyConfiguration proxy) {
        @Nullable String user = proxy.getUserName();
        if (user == null || user.isBlank()) {
            return Optional.empty();
        }
        @Nullable Secret password = proxy.getSecretPassword();
        String both = user + ":" + (password == null ? "" : password.getPlainText());
        return Optional.of("Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8)));
    }
}
