package io.jenkins.lib.releasegates.promotion.traffic.haproxy;

import io.jenkins.lib.releasegates.promotion.traffic.TargetException;
import io.jenkins.lib.releasegates.promotion.traffic.TargetException.Reason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What {@code show servers state} tells: a version, a line of names, and a line for each server (docs.haproxy.org/2.6/management.html#9.3). Columns that
 * it has beyond those that are needed are passed over.
 */
final class ServerStates {

    private static final String VERSION = "1";

    /** Taken out of service: by command, by the server that is tracked, by configuration, by name resolution, by a missing host name. */
    private static final int MAINTENANCE = 0x01 | 0x02 | 0x04 | 0x20 | 0x40;

    /** Takes no request that it doesn't have to. */
    private static final int DRAIN = 0x08 | 0x10;

    private static final int STARTING = 1;
    private static final int RUNNING = 2;

    private ServerStates() {}

    /**
     * One server.
     *
     * @param operation 0 is stopped, 1 starting, 2 running, 3 stopping softly
     * @param administration bits
     * @param weight 0 to 256, as it counts now
     */
    record Server(String name, int operation, int administration, int weight) {

        boolean isOut() {
            return (administration & MAINTENANCE) != 0;
        }

        /** What it counts for among those that may be given requests. */
        int share() {
            return (administration & (MAINTENANCE | DRAIN)) != 0 ? 0 : weight;
        }

        boolean answers() {
            return !isOut() && (operation == RUNNING || operation == STARTING);
        }

        /** Whether it is still on its way to what it was told. */
        boolean changes() {
            return !isOut() && operation == STARTING;
        }

        /** For people. */
        String words() {
            String state = isOut() ? "maint" : answers() ? "up" : "down";
            return name + " " + weight + " " + (state.equals("up") && share() < weight ? "drain" : state);
        }
    }

    /** The servers of a backend by their names. */
    static Map<String, Server> parse(String answer, String backend, String whose) throws TargetException {
        List<String> lines = Arrays.stream(answer.split("\n", -1))
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        if (lines.size() < 2 || !lines.get(1).startsWith("# ")) {
            throw malformed(whose, "found " + shown(answer) + ", expected a version and a line of names");
        }
        if (!lines.get(0).equals(VERSION)) {
            throw malformed(whose, "found version " + shown(lines.get(0)) + ", expected " + VERSION);
        }
        List<String> names = List.of(lines.get(1).substring(2).split(" "));
        Map<String, Server> servers = new TreeMap<>();
        for (String line : lines.subList(2, lines.size())) {
            List<String> values = new ArrayList<>(List.of(line.split(" ")));
            if (value(values, names, "be_name", whose).equals(backend)) {
                Server server = new Server(
                        value(values, names, "srv_name", whose),
                        number(values, names, "srv_op_state", whose),
                        number(values, names, "srv_admin_state", whose),
                        number(values, names, "srv_uweight", whose));
                if (servers.put(server.name(), server) != null) {
                    throw malformed(whose, "tells server " + server.name() + " twice");
                }
            }
        }
        return servers;
    }

    private static String value(List<String> values, List<String> names, String name, String whose)
            throws TargetException {
        int column = names.indexOf(name);
        if (column < 0 || column >= values.size()) {
            throw malformed(whose, "has no " + name + " in " + shown(String.join(" ", values)));
        }
        return values.get(column);
    }

    private static int number(List<String> values, List<String> names, String name, String whose)
            throws TargetException {
        String value = value(values, names, name, whose);
        if (!value.matches("[0-9]{1,6}")) {
            throw malformed(whose, "has " + shown(value) + " for " + name + ", expected a number");
        }
        return Integer.parseInt(value);
    }

    private static TargetException malformed(String whose, String what) {
        return new TargetException(Reason.MALFORMED, whose + ": show servers state " + what);
    }

    static String shown(String text) {
        String plain = text.strip().replaceAll("[^ -~]+", " ");
        return "\"" + (plain.length() > 120 ? plain.substring(0, 120) + "..." : plain) + "\"";
    }
}
