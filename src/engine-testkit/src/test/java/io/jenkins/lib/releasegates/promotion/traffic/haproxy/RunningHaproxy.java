package io.jenkins.lib.releasegates.promotion.traffic.haproxy;

import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.promotion.traffic.RunningProxy;
import io.jenkins.lib.releasegates.promotion.traffic.SlotServer;
import io.jenkins.lib.releasegates.promotion.traffic.TrafficTarget;
import io.jenkins.lib.releasegates.testkit.ProxyProcess;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A real HAProxy with the configuration of docs/targets.md, and two real servers behind it. */
public final class RunningHaproxy implements RunningProxy {

    /** What runs in blue. */
    public static final Digest OLD = Digest.of("the old one".getBytes(StandardCharsets.UTF_8));

    private final Path directory;
    private final SlotServer blue;
    private final SlotServer green;
    private final int port;
    private ProxyProcess process;

    private RunningHaproxy(Path directory, SlotServer blue, SlotServer green, int port, ProxyProcess process) {
        this.directory = directory;
        this.blue = blue;
        this.green = green;
        this.port = port;
        this.process = process;
    }

    /** Starts it; returns when both of its servers are found to answer. */
    public static RunningHaproxy in(Path directory) throws IOException {
        SlotServer blue = new SlotServer("blue", OLD);
        SlotServer green = new SlotServer("green", OLD);
        int port = ProxyProcess.freePort();
        String page = Files.readString(Path.of(System.getProperty("project.root"), "docs", "targets.md"));
        String configuration = page.substring(page.indexOf("```haproxy\n") + "```haproxy\n".length())
                .replaceFirst("(?s)```.*", "")
                .replace(
                        "/run/haproxy/admin.sock",
                        directory.resolve("admin.sock").toString())
                .replace("/var/lib/haproxy/state", directory.resolve("state").toString())
                .replace("127.0.0.1:8080", "127.0.0.1:" + port)
                .replace("127.0.0.1:8001", "127.0.0.1:" + blue.port())
                .replace("127.0.0.1:8002", "127.0.0.1:" + green.port());
        Files.writeString(directory.resolve("haproxy.cfg"), configuration);
        return new RunningHaproxy(directory, blue, green, port, start(directory, port));
    }

    private static ProxyProcess start(Path directory, int port) throws IOException {
        return ProxyProcess.start(directory, port, "haproxy", "-f", "haproxy.cfg", "-db");
    }

    /** Ends it, and starts it anew. */
    public void restart() throws IOException {
        stop();
        process = start(directory, port);
    }

    /** Ends it. */
    public void stop() {
        process.close();
    }

    public HaproxySettings settings() {
        SortedMap<String, List<String>> servers = new TreeMap<>();
        servers.put("blue", List.of("blue1"));
        servers.put("green", List.of("green1"));
        return new HaproxySettings(
                UnixDomainSocketAddress.of(directory.resolve("admin.sock")),
                "shop",
                servers,
                Optional.of(directory.resolve("state")),
                Duration.ofSeconds(2));
    }

    @Override
    public TrafficTarget target() {
        return new HaproxyTarget(settings());
    }

    /** Says something to it, as somebody who changes it by hand. */
    public String byHand(String command) throws Exception {
        return new RuntimeApi(settings()).ask(command);
    }

    @Override
    public SlotServer blue() {
        return blue;
    }

    @Override
    public SlotServer green() {
        return green;
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public void close() {
        process.close();
        blue.close();
        green.close();
    }
}
