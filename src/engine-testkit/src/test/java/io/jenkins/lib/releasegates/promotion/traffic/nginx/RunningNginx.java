package io.jenkins.lib.releasegates.promotion.traffic.nginx;

import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.promotion.traffic.RunningProxy;
import io.jenkins.lib.releasegates.promotion.traffic.SlotServer;
import io.jenkins.lib.releasegates.promotion.traffic.TrafficTarget;
import io.jenkins.lib.releasegates.promotion.traffic.process.OwnersCommand;
import io.jenkins.lib.releasegates.testkit.ProxyProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A real NGINX with the configuration of docs/targets.md. */
public final class RunningNginx implements RunningProxy {

    private final Path directory;
    private final SlotServer blue;
    private final SlotServer green;
    private final int port;
    private final ProxyProcess process;

    /** Starts it with these two behind it, and adopts the file of its upstream. */
    public RunningNginx(Path directory, Digest running) throws Exception {
        this.directory = directory;
        blue = new SlotServer("blue", running);
        green = new SlotServer("green", running);
        port = ProxyProcess.freePort();
        String page = Files.readString(Path.of(System.getProperty("project.root"), "docs", "targets.md"));
        Files.writeString(directory.resolve("nginx.conf"), here(block(page, "```nginx\n")));
        Files.writeString(
                directory.resolve("shop.conf"),
                here(block(page.substring(page.indexOf("adopted once:")), "```text\n")));
        process = ProxyProcess.start(directory, port, "nginx", arguments("-g", "daemon off;" + user()));
        new NginxTarget(settings("-s", "reload"), InstantSource.system()).adopt();
    }

    /** Workers of root would be somebody who may not read a test's directory. */
    private static String user() {
        return System.getProperty("user.name").equals("root") ? " user root;" : "";
    }

    private static String block(String page, String begin) {
        return page.substring(page.indexOf(begin) + begin.length()).replaceFirst("(?s)```.*", "");
    }

    private String here(String text) {
        return text.replace("/run/nginx.pid", directory.resolve("nginx.pid").toString())
                .replace(
                        "/etc/nginx/slots/shop.conf",
                        directory.resolve("shop.conf").toString())
                .replace("127.0.0.1:8080", "127.0.0.1:" + port)
                .replace("127.0.0.1:8001", "127.0.0.1:" + blue.port())
                .replace("127.0.0.1:8002", "127.0.0.1:" + green.port())
                .replace("access_log off;", "access_log off;\n" + temporary());
    }

    private String temporary() {
        StringBuilder paths = new StringBuilder();
        for (String kind : List.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi")) {
            paths.append(kind)
                    .append("_temp_path ")
                    .append(directory.resolve(kind))
                    .append(";\n");
        }
        return paths.toString();
    }

    private String[] arguments(String... more) {
        List<String> all = new ArrayList<>(List.of(
                "-p",
                directory.toString(),
                "-c",
                directory.resolve("nginx.conf").toString()));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    OwnersCommand command(String... more) {
        List<String> line = new ArrayList<>(List.of("/usr/sbin/nginx"));
        line.addAll(List.of(arguments(more)));
        return new OwnersCommand(line, Map.of(), Duration.ofSeconds(10));
    }

    NginxSettings settings(String... reload) {
        SortedMap<String, List<String>> servers = new TreeMap<>();
        servers.put("blue", List.of("127.0.0.1:" + blue.port()));
        servers.put("green", List.of("127.0.0.1:" + green.port()));
        return new NginxSettings(
                directory.resolve("shop.conf"),
                servers,
                directory.resolve("nginx.pid"),
                command("-t"),
                command(reload));
    }

    @Override
    public TrafficTarget target() {
        return new NginxTarget(settings("-s", "reload"), InstantSource.system());
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

    /** Ends NGINX alone. */
    void stop() {
        process.close();
    }

    @Override
    public void close() {
        stop();
        blue.close();
        green.close();
    }
}
