package io.jenkins.plugins.securityscan.database;

import hudson.ProxyConfiguration;
import hudson.util.Secret;
import io.jenkins.lib.releasegates.launcher.WebProxy;
import java.net.Proxy;
import java.util.List;
import java.util.Optional;
import jenkins.model.Jenkins;
import org.jspecify.annotations.Nullable;

/** How this Jenkins reaches hosts: directly, or through the proxy that is configured for all of it. */
final class WayIntoTheWeb {

    private final @Nullable ProxyConfiguration proxy;

    private WayIntoTheWeb(@Nullable ProxyConfiguration proxy) {
        this.proxy = proxy;
    }

    /** As it is configured now. */
    static WayIntoTheWeb ofJenkins() {
        return new WayIntoTheWeb(Jenkins.get().getProxy());
    }

    /** Whether that host is reached through the proxy. */
    boolean isIndirect(SourceAddress address) {
        return proxy != null
                && address.isOfTheWeb()
                && proxy.createProxy(address.uri().getHost()).type() != Proxy.Type.DIRECT;
    }

    /** What the worker has to know of it; empty where none of these is reached through the proxy. */
    Optional<WebProxy> to(List<SourceAddress> addresses) {
        if (proxy == null || addresses.stream().noneMatch(this::isIndirect)) {
            return Optional.empty();
        }
        return Optional.of(new WebProxy(
                proxy.getName(),
                proxy.getPort(),
                credentials(proxy),
                addresses.stream()
                        .filter(SourceAddress::isOfTheWeb)
                        .filter(address -> !isIndirect(address))
                        .map(address -> address.uri().getHost())
                        .toList()));
    }

    private static Optional<String> credentials(ProxyConfiguration proxy) {
        String user = proxy.getUserName();
        Secret password = proxy.getSecretPassword();
        return user == null || user.isBlank()
                ? Optional.empty()
                : Optional.of(user + ":" + (password == null ? "" : password.getPlainText()));
    }
}
