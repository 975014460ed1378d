package io.jenkins.lib.releasegates.launcher;

import io.jenkins.lib.releasegates.launcher.WorkerException.Reason;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One process of the worker. Closing ends it and all that it started, whatever they are doing. */
final class WorkerProcess implements AutoCloseable {

    private static final String MAIN = "io.jenkins.lib.releasegates.scanner.Main";

    /** What the JVM and the operating system need to find and name files; nothing that a build has set reaches the worker. */
    private static final Set<String> KEPT = Set.of("LANG", "LC_ALL", "LC_CTYPE", "SystemRoot", "TZ");

    private static final int NO_RESULT_LIMIT = 3;
    private static final long GRACE_SECONDS = 30;
    private static final long LOOK_MILLIS = 200;
    private static final long LAST_WORDS_MILLIS = 1_000;

    private final Process process;
    private final Installation installation;
    private final Path job;
    private final Lines out;
    private final Tail complaints;
    private final Lines err;

    private WorkerProcess(Process process, Installation installation, Path job) {
        this.process = process;
        this.installation = installation;
        this.job = job;
        this.out = new Lines(process.getInputStream(), "scan worker, progress");
        this.err = new Lines(process.getErrorStream(), "scan worker, complaints");
        this.complaints = new Tail(err);
    }

    static WorkerProcess start(Installation at, Scratch scratch, Optional<String> secret)
            throws WorkerException, IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        at.java().toString(),
                        "-Xmx" + at.heapMegabytes() + "m",
                        "-XX:+ExitOnOutOfMemoryError",
                        // The cores are for the scan, and for the scans and builds beside it; other collectors take
                        // their share of them.
                        "-XX:+UseSerialGC",
                        "-XX:-UsePerfData",
                        "-Dfile.encoding=UTF-8",
                        "-Djava.io.tmpdir=" + scratch.work(),
                        "-cp",
                        at.bundle()
                                .resolve("lib")
                                .resolve("release-gates-scanner.jar")
                                .toString(),
                        MAIN,
                        scratch.job().toString())
                .directory(scratch.work().toFile());
        Map<String, String> environment = builder.environment();
        environment.keySet().retainAll(KEPT);
        String locale = Stream.of("LC_ALL", "LC_CTYPE", "LANG")
                .map(name -> environment.getOrDefault(name, ""))
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElse("C");
        if (locale.equals("C") || locale.equals("POSIX")) {
            // With these Java can't name a file with an umlaut.
            environment.put("LC_ALL", "C.UTF-8");
        }
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new WorkerException(
                    Reason.UNUSABLE_BUNDLE,
                    "The scan worker can't be started with " + at.java() + ": " + e.getMessage());
        }
        WorkerProcess started = new WorkerProcess(process, at, scratch.job());
        try (OutputStream in = process.getOutputStream()) {
            if (secret.isPresent()) {
                in.write((secret.get() + "\n").getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            // It has ended before it read that; how, its exit code tells.
        }
        return started;
    }

    /**
     * Waits until it has done its job.
     *
     * @param seconds that the job allows; the worker minds them itself, and is ended when it doesn't
     */
    void follow(Listener listener, long seconds) throws WorkerException, InterruptedException {
        Said said = new Said(listener);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds + GRACE_SECONDS);
        while (!out.isOver()) {
            out.next(LOOK_MILLIS).ifPresent(said::line);
            complaints.take();
            if (System.nanoTime() - deadline >= 0) {
                throw new WorkerException(
                        Reason.LIMIT_REACHED,
                        "The scan worker didn't end within " + seconds + " seconds, and was ended from outside");
            }
        }
        if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
            throw new WorkerException(Reason.FAILED, "The scan worker has fallen silent and doesn't end");
        }
        complaints.take(LAST_WORDS_MILLIS);
        judge(process.exitValue(), said);
    }

    /** A code means what the format says where the worker says it, too: the JVM has its own use for 1. Only a full heap lets it say nothing. */
    private void judge(int code, Said said) throws WorkerException {
        Optional<String> words = said.ended(code);
        if (code == NO_RESULT_LIMIT && words.isEmpty()) {
            throw new WorkerException(
                    Reason.LIMIT_REACHED,
                    "The scan worker's heap of " + installation.heapMegabytes()
                            + " megabytes was full; allow it more, or scan less at once");
        }
        String message = words.orElseThrow(() -> new WorkerException(Reason.FAILED, unsaid(code)));
        switch (code) {
            case 0 -> {}
            case 1 ->
                // The file of the job is gone when somebody reads this.
                throw new WorkerException(Reason.BAD_JOB, message.replace(job + ": ", ""));
            case 2 -> throw new WorkerException(Reason.UNUSABLE_DATA, message);
            case NO_RESULT_LIMIT -> throw new WorkerException(Reason.LIMIT_REACHED, message);
            default -> throw new WorkerException(Reason.FAILED, message);
        }
    }

    private String unsaid(int code) {
        return "The scan worker has ended with " + code + " and without saying why" + complaints.words();
    }

    @Override
    public void close() {
        List<ProcessHandle> family = process.descendants().toList();
        family.forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        out.abandon();
        err.abandon();
        boolean interrupted = Thread.interrupted();
        try {
            process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
