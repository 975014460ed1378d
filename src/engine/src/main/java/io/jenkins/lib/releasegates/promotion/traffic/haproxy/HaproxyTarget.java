package io.jenkins.lib.releasegates.promotion.traffic.haproxy;

import io.jenkins.lib.releasegates.promotion.traffic.ServerWeights;
import io.jenkins.lib.releasegates.promotion.traffic.TargetException;
import io.jenkins.lib.releasegates.promotion.traffic.TargetException.Reason;
import io.jenkins.lib.releasegates.promotion.traffic.Traffic;
import io.jenkins.lib.releasegates.promotion.traffic.Traffic.Slot;
import io.jenkins.lib.releasegates.promotion.traffic.TrafficTarget;
import io.jenkins.lib.releasegates.promotion.traffic.Weights;
import io.jenkins.lib.releasegates.promotion.traffic.haproxy.ServerStates.Server;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The servers of one backend of HAProxy, by slot. A new weight counts from the next request on; what a server has been given already it answers, also
 * what waits in its own queue, so that nothing is settled before that is empty. HAProxy counts no versions: where the weights aren't those any more
 * that were read, a shift is refused.
 */
public final class HaproxyTarget implements TrafficTarget {

    private static final int QUEUE = 2;

    /** The largest weight of a server. */
    private static final int MOST = 256;

    private final HaproxySettings settings;
    private final RuntimeApi api;
    private final String name;

    public HaproxyTarget(HaproxySettings settings) {
        this.settings = settings;
        this.api = new RuntimeApi(settings);
        this.name = "HAProxy at " + settings.socket();
    }

    @Override
    public Traffic read() throws TargetException {
        return traffic(servers());
    }

    @Override
    public void shift(Weights to, Traffic seen) throws TargetException {
        Map<String, Server> servers = servers();
        if (!version(servers).equals(seen.version())) {
            throw new TargetException(
                    Reason.CHANGED, name + ": found " + version(servers) + ", read before was " + seen.version());
        }
        SortedMap<String, List<String>> in = new TreeMap<>();
        List<String> ready = new ArrayList<>();
        for (Map.Entry<String, List<String>> slot : settings.servers().entrySet()) {
            List<String> inService = slot.getValue().stream()
                    .filter(server -> !server(servers, server).isOut())
                    .toList();
            if (inService.isEmpty() && to.of(slot.getKey()) > 0) {
                inService = slot.getValue();
                ready.addAll(inService);
            }
            in.put(slot.getKey(), inService);
            if (to.of(slot.getKey()) > 0) {
                inService.stream()
                        .filter(server -> server(servers, server).share()
                                < server(servers, server).weight())
                        .forEach(ready::add);
            }
        }
        SortedMap<String, Integer> weights = ServerWeights.of(to, in, MOST)
                .orElseThrow(() -> new TargetException(
                        Reason.REFUSED,
                        name + ": " + to + " can't be had with these servers by weights of at most " + MOST + ": "
                                + in));
        change(ready, weights, servers);
    }

    /** First those that get more, so that there is no moment without any. */
    private void change(List<String> ready, SortedMap<String, Integer> weights, Map<String, Server> servers)
            throws TargetException {
        List<String> commands = new ArrayList<>();
        ready.stream().distinct().forEach(server -> {
            if (server(servers, server).isOut()) {
                commands.add("set server " + settings.backend() + "/" + server + " weight 0");
            }
            commands.add("set server " + settings.backend() + "/" + server + " state ready");
        });
        for (boolean more : new boolean[] {true, false}) {
            weights.forEach((server, weight) -> {
                if (weight > server(servers, server).weight() == more) {
                    commands.add("set server " + settings.backend() + "/" + server + " weight " + weight);
                }
            });
        }
        tell(commands);
    }

    @Override
    public void retire(String slot) throws TargetException {
        Map<String, Server> servers = servers();
        List<String> names = settings.servers().getOrDefault(slot, List.of());
        if (names.isEmpty()) {
            throw new TargetException(Reason.REFUSED, name + ": there is no slot " + slot);
        }
        if (names.stream().anyMatch(server -> server(servers, server).share() > 0)) {
            throw new TargetException(
                    Reason.REFUSED,
                    name + ": slot " + slot + " has traffic: "
                            + traffic(servers).words());
        }
        tell(names.stream()
                .map(server -> "set server " + settings.backend() + "/" + server + " state maint")
                .toList());
    }

    private void tell(List<String> commands) throws TargetException {
        String answer = api.ask(String.join(";", commands)).strip();
        if (!answer.isEmpty()) {
            throw new TargetException(Reason.REFUSED, name + " says " + ServerStates.shown(answer) + " to " + commands);
        }
        if (settings.stateFile().isPresent()) {
            keep(settings.stateFile().get());
        }
    }

    /** For its next start; whole, or as it was. */
    private void keep(Path file) throws TargetException {
        String states = api.ask("show servers state");
        ServerStates.parse(states, settings.backend(), name);
        try {
            Path beside = file.resolveSibling(file.getFileName() + ".new");
            Files.writeString(beside, states, StandardCharsets.US_ASCII);
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new TargetException(
                    Reason.REFUSED,
                    "The weights are set, and the state file " + file
                            + " can't be written, so a reload would forget them: " + e,
                    e);
        }
    }

    private Map<String, Server> servers() throws TargetException {
        Map<String, Server> servers =
                ServerStates.parse(api.ask("show servers state " + settings.backend()), settings.backend(), name);
        List<String> expected = settings.servers().values().stream()
                .flatMap(List::stream)
                .sorted()
                .toList();
        if (!List.copyOf(servers.keySet()).equals(expected)) {
            throw new TargetException(
                    Reason.MALFORMED,
                    name + ": backend " + settings.backend() + " has the servers " + servers.keySet()
                            + ", the slots have " + expected);
        }
        return servers;
    }

    private Traffic traffic(Map<String, Server> servers) throws TargetException {
        SortedMap<String, Long> sums = new TreeMap<>();
        SortedMap<String, Slot> slots = new TreeMap<>();
        settings.servers().forEach((slot, names) -> {
            sums.put(
                    slot,
                    names.stream()
                            .mapToLong(server -> server(servers, server).share())
                            .sum());
            slots.put(
                    slot,
                    names.stream().allMatch(server -> server(servers, server).isOut())
                            ? Slot.OUT
                            : names.stream()
                                            .anyMatch(server ->
                                                    server(servers, server).answers())
                                    ? Slot.READY
                                    : Slot.DOWN);
        });
        return new Traffic(
                ServerWeights.percents(sums),
                slots,
                servers.values().stream().noneMatch(Server::changes) && !isQueued(servers),
                version(servers),
                servers.values().stream().map(Server::words).collect(Collectors.joining(", ")));
    }

    /** Whether a server that gets nothing any more has requests in its own queue. */
    private boolean isQueued(Map<String, Server> servers) throws TargetException {
        for (String line : api.ask("show stat " + settings.backend() + " 4 -1").split("\n", -1)) {
            String[] values = line.split(",", -1);
            if (values.length > QUEUE && values[0].equals(settings.backend())) {
                Server server = servers.get(values[1]);
                if (server != null && server.share() == 0 && !values[QUEUE].matches("0?")) {
                    return true;
                }
            }
        }
        return false;
    }

    private static String version(Map<String, Server> servers) {
        return servers.values().stream()
                .map(server -> server.name() + " " + server.weight() + "/" + server.administration())
                .collect(Collectors.joining(", "));
    }

    private static Server server(Map<String, Server> servers, String name) {
        return Optional.ofNullable(servers.get(name))
                .orElseThrow(() -> new IllegalStateException("Server " + name + " was looked for before"));
    }
}
