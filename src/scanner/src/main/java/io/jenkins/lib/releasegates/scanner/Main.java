package io.jenkins.lib.releasegates.scanner;

import io.jenkins.lib.releasegates.scanner.scan.Outcome;
import io.jenkins.lib.releasegates.scanner.scan.Progress;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;

/** The worker's process: one job, one exit code. What it says and how it ends is docs/formats/scan-job.md. */
public final class Main {

    private Main() {}

    /** Does the job that the one argument names, and ends the process. */
    @EndsTheProcess
    public static void main(String[] arguments) {
        Progress progress = new Progress(new PrintStream(System.out, true, StandardCharsets.UTF_8));
        // Whatever a library prints must not look like a line of ours.
        System.setOut(System.err);
        Clock clock = Clock.systemUTC();
        Optional<Origin> origin = Origin.ofThisProcess();
        Outcome outcome;
        try {
            outcome = new Worker(progress, clock, Scanners.all(clock, origin), origin).run(arguments);
        } catch (OutOfMemoryError e) {
            // Without the option that the format demands the JVM would go on in a state that nobody knows.
            Runtime.getRuntime().halt(Outcome.LIMIT_REACHED.exitCode());
            return;
        }
        // Libraries leave threads and locks behind that would keep a process, and whoever waits for it.
        System.exit(outcome.exitCode());
    }
}
