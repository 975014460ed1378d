package io.jenkins.lib.releasegates.promotion.traffic.nginx;

import io.jenkins.lib.releasegates.promotion.traffic.TargetException;
import io.jenkins.lib.releasegates.promotion.traffic.TargetException.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The worker processes of a running NGINX that take connections, as {@code /proc} tells them. One that is shutting down takes none, and closes those
 * that it has after the answer that it owes.
 *
 * @param active each as its number and when it was started, since numbers come again
 */
record Workers(Set<String> active) {

    private static final String MASTER = "nginx: master process";
    private static final String WORKER = "nginx: worker process";

    /** Fields of {@code /proc/N/stat} behind the name in brackets, from 0: when it was started, in ticks since the machine was (proc(5)). */
    private static final int START = 19;

    static Workers of(Path pidFile) throws TargetException {
        long master = master(pidFile);
        Set<String> active = ProcessHandle.of(master)
                .map(handle -> handle.children()
                        .filter(child -> title(child.pid()).equals(WORKER))
                        .flatMap(child -> start(child.pid()).map(start -> child.pid() + "@" + start).stream())
                        .collect(Collectors.toCollection(TreeSet::new)))
                .orElseGet(TreeSet::new);
        if (active.isEmpty()) {
            throw new TargetException(Reason.UNREACHABLE, "NGINX of " + pidFile + " has no worker process");
        }
        return new Workers(active);
    }

    private static long master(Path pidFile) throws TargetException {
        try {
            String text = Files.readString(pidFile, StandardCharsets.US_ASCII).strip();
            if (!text.matches("[1-9][0-9]{0,9}")) {
                throw new TargetException(Reason.MALFORMED, pidFile + " holds no number of a process");
            }
            long pid = Long.parseLong(text);
            if (!title(pid).startsWith(MASTER)) {
                throw new TargetException(
                        Reason.UNREACHABLE, "process " + pid + " of " + pidFile + " is no master of NGINX, or is gone");
            }
            return pid;
        } catch (IOException e) {
            throw new TargetException(Reason.UNREACHABLE, pidFile + " can't be read: " + e, e);
        }
    }

    /** What it calls itself; "" for one that is gone. */
    private static String title(long pid) {
        return proc(pid, "cmdline").map(text -> text.replace('\0', ' ').strip()).orElse("");
    }

    private static Optional<String> start(long pid) {
        return proc(pid, "stat").flatMap(stat -> {
            String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ");
            return fields.length > START ? Optional.of(fields[START]) : Optional.empty();
        });
    }

    private static Optional<String> proc(long pid, String name) {
        try {
            return Optional.of(
                    Files.readString(Path.of("/proc", Long.toString(pid), name), StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
