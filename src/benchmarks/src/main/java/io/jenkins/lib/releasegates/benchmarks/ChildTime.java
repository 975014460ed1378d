package io.jenkins.lib.releasegates.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** How long processors have worked for the processes that this one has started and that have ended; Linux tells in /proc/self/stat. */
final class ChildTime {

    private static final int TICKS_PER_SECOND = 100;

    private ChildTime() {}

    /** User and system time of all of them, and of theirs, in milliseconds. */
    static double millis() throws IOException {
        String stat = Files.readString(Path.of("/proc/self/stat"));
        // Behind the name of the process, which may hold anything, cutime and cstime are the 14th and 15th.
        List<String> fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" "));
        return (Long.parseLong(fields.get(13)) + Long.parseLong(fields.get(14))) * 1_000.0 / TICKS_PER_SECOND;
    }
}
