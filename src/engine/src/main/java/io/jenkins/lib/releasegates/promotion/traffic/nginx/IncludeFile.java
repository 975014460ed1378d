package io.jenkins.lib.releasegates.promotion.traffic.nginx;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the included file says: a head, and for each slot a line with its name and one for each of its servers. Exactly so, since a line that isn't ours
 * was written by somebody else.
 *
 * @param weights of each server by its address; 0 where it is down
 * @param out slots that are out of service
 */
record IncludeFile(SortedMap<String, Integer> weights, Set<String> out) {

    private static final String HEAD =
            "# Release Gates writes this file. A change by hand is found, and taken for nobody's decision.";
    private static final Pattern SERVER = Pattern.compile("server (\\S+) (?:weight=([1-9][0-9]{0,5})|down);");

    /** What was read, or why not. */
    record Read(Optional<IncludeFile> file, String trouble) {}

    String text(Map<String, List<String>> servers) {
        StringBuilder text = new StringBuilder(HEAD).append('\n');
        servers.forEach((slot, addresses) -> {
            text.append("# slot ")
                    .append(slot)
                    .append(out.contains(slot) ? " out" : "")
                    .append('\n');
            for (String address : addresses) {
                int weight = weights.getOrDefault(address, 0);
                text.append("server ")
                        .append(address)
                        .append(weight == 0 ? " down" : " weight=" + weight)
                        .append(";\n");
            }
        });
        return text.toString();
    }

    static Read parse(String text, Map<String, List<String>> servers) {
        List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
        if (!lines.isEmpty() && lines.get(lines.size() - 1).isEmpty()) {
            lines.remove(lines.size() - 1);
        }
        SortedMap<String, Integer> weights = new TreeMap<>();
        Set<String> out = new TreeSet<>();
        int at = 0;
        if (lines.isEmpty() || !lines.get(at++).equals(HEAD)) {
            return trouble(1, lines, HEAD);
        }
        for (Map.Entry<String, List<String>> slot : servers.entrySet()) {
            String name = "# slot " + slot.getKey();
            if (at >= lines.size()
                    || !lines.get(at).equals(name) && !lines.get(at).equals(name + " out")) {
                return trouble(at + 1, lines, name);
            }
            if (lines.get(at++).endsWith(" out")) {
                out.add(slot.getKey());
            }
            for (String address : slot.getValue()) {
                Matcher server = SERVER.matcher(at < lines.size() ? lines.get(at) : "");
                if (!server.matches() || !server.group(1).equals(address)) {
                    return trouble(at + 1, lines, "server " + address + " with a weight or down");
                }
                String weight = server.group(2);
                weights.put(address, weight == null ? 0 : Integer.parseInt(weight));
                at++;
            }
        }
        return at == lines.size()
                ? new Read(Optional.of(new IncludeFile(weights, out)), "")
                : trouble(at + 1, lines, "no more");
    }

    private static Read trouble(int line, List<String> lines, String expected) {
        String found = line <= lines.size() ? "\"" + plain(lines.get(line - 1)) + "\"" : "nothing";
        return new Read(Optional.empty(), "line " + line + ": found " + found + ", expected " + expected);
    }

    private static String plain(String line) {
        String plain = line.replaceAll("[^ -~]+", " ");
        return plain.length() > 120 ? plain.substring(0, 120) + "..." : plain;
    }
}
