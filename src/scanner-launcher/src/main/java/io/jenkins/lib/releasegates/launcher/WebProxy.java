package io.jenkins.lib.releasegates.launcher;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * The way into the web where there is no direct one.
 *
 * @param host an HTTP proxy
 * @param credentials user and password with a colon between them; they go to the worker through its standard input alone
 * @param direct hosts that are reached without it
 */
public record WebProxy(String host, int port, Optional<String> credentials, List<String> direct) {

    private static final int MAX_PORT = 65_535;

    public WebProxy {
        direct = List.copyOf(direct);
        if (host.isBlank() || port < 1 || port > MAX_PORT) {
            throw new IllegalArgumentException("A proxy has a host and a port from 1 to " + MAX_PORT);
        }
    }

    void write(ObjectNode job) {
        ObjectNode proxy = job.putObject("proxy").put("host", host).put("port", port);
        proxy.put("credentials", credentials.isPresent() ? "stdin" : "none");
        ArrayNode hosts = proxy.putArray("direct");
        direct.forEach(hosts::add);
    }

    @Override
    public String toString() {
        return host + ":" + port + (credentials.isPresent() ? " with credentials" : "");
    }
}
