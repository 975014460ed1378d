package io.jenkins.lib.releasegates.launcher;

import java.util.ArrayDeque;
import java.util.Deque;

/** The last lines of what a process complains about. */
final class Tail {

    private static final int LINES = 20;

    private final Lines lines;
    private final Deque<String> last = new ArrayDeque<>();

    Tail(Lines lines) {
        this.lines = lines;
    }

    /** Takes what is there without waiting. */
    void take() throws InterruptedException {
        take(0);
    }

    /** Takes what is there until there is nothing for so long, or nothing any more. */
    void take(long millis) throws InterruptedException {
        for (var line = lines.next(millis); line.isPresent(); line = lines.next(millis)) {
            last.add(line.get());
            if (last.size() > LINES) {
                last.remove();
            }
        }
    }

    /** The last line that says something, or nothing. */
    String words() {
        return last.stream()
                .filter(line -> !line.isBlank() && !line.startsWith("\tat "))
                .reduce((first, second) -> second)
                .map(line -> ": " + line.strip())
                .orElse("");
    }
}
