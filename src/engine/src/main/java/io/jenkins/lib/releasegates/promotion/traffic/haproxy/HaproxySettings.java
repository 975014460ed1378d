package io.jenkins.lib.releasegates.promotion.traffic.haproxy;

import java.net.SocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Which HAProxy, and what of it.
 *
 * @param socket of its Runtime API: a path of the operating system, or a host and port; its level has to be admin
 * @param backend whose servers are steered
 * @param servers by the name of their slot, at least one each; every server of the backend belongs to a slot
 * @param stateFile where what it was told is kept for its next start ({@code load-server-state-from-file global}); empty where nobody keeps it
 * @param patience for one answer
 */
public record HaproxySettings(
        SocketAddress socket,
        String backend,
        SortedMap<String, List<String>> servers,
        Optional<Path> stateFile,
        Duration patience) {

    /** What names of HAProxy may have, and nothing that would end a command. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.:-]{1,100}");

    /** @throws IllegalArgumentException where a name can't be one */
    public HaproxySettings {
        SortedMap<String, List<String>> copy = new TreeMap<>();
        servers.forEach((slot, names) -> copy.put(slot, List.copyOf(names)));
        servers = Collections.unmodifiableSortedMap(copy);
        requireName("backend", backend);
        if (servers.size() != 2) {
            throw new IllegalArgumentException("Found slots " + servers.keySet() + ", expected two");
        }
        servers.forEach((slot, names) -> {
            if (names.isEmpty()) {
                throw new IllegalArgumentException("Slot " + slot + " has no server, expected at least one");
            }
            names.forEach(name -> requireName("server of slot " + slot, name));
        });
        if (servers.values().stream().flatMap(List::stream).distinct().count()
                != servers.values().stream().mapToLong(List::size).sum()) {
            throw new IllegalArgumentException("A server stands in two slots, or twice in one: " + servers);
        }
    }

    private static void requireName(String what, String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "Found " + what + " \"" + name + "\", allowed are letters, digits, '_', '.', ':' and '-'");
        }
    }
}
