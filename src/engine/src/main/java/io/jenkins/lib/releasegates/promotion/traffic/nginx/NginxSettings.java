package io.jenkins.lib.releasegates.promotion.traffic.nginx;

import io.jenkins.lib.releasegates.promotion.traffic.process.OwnersCommand;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Which NGINX, and what of it.
 *
 * @param include the file with the servers of the upstream, which this target alone writes; its folder takes files beside it
 * @param servers addresses by the name of their slot, at least one each, as NGINX writes them
 * @param pidFile of the master process
 * @param test finds out whether a configuration can be loaded, as {@code nginx -t}
 * @param reload has it loaded, as {@code nginx -s reload}
 */
public record NginxSettings(
        Path include, SortedMap<String, List<String>> servers, Path pidFile, OwnersCommand test, OwnersCommand reload) {

    /** An address and a port, and nothing that would end a directive. */
    private static final Pattern ADDRESS = Pattern.compile("[A-Za-z0-9_.:\\[\\]/-]{1,200}");

    private static final Pattern SLOT = Pattern.compile("[A-Za-z0-9_.-]{1,100}");

    /** @throws IllegalArgumentException where an address can't be one */
    public NginxSettings {
        SortedMap<String, List<String>> copy = new TreeMap<>();
        servers.forEach((slot, addresses) -> copy.put(slot, List.copyOf(addresses)));
        servers = Collections.unmodifiableSortedMap(copy);
        if (servers.size() != 2) {
            throw new IllegalArgumentException("Found slots " + servers.keySet() + ", expected two");
        }
        servers.forEach((slot, addresses) -> {
            if (!SLOT.matcher(slot).matches()) {
                throw new IllegalArgumentException(
                        "Found slot \"" + slot + "\", allowed are letters, digits, '_', '.' and '-'");
            }
            if (addresses.isEmpty()) {
                throw new IllegalArgumentException("Slot " + slot + " has no server, expected at least one");
            }
            for (String address : addresses) {
                if (!ADDRESS.matcher(address).matches()) {
                    throw new IllegalArgumentException("Found server \"" + address + "\" of slot " + slot
                            + ", expected an address and a port as in 10.0.0.1:8080");
                }
            }
        });
        if (servers.values().stream().flatMap(List::stream).distinct().count()
                != servers.values().stream().mapToLong(List::size).sum()) {
            throw new IllegalArgumentException("A server stands in two slots, or twice in one: " + servers);
        }
    }
}
