package io.jenkins.lib.releasegates.scanner;

import io.jenkins.lib.releasegates.scanner.job.Job;
import io.jenkins.lib.releasegates.scanner.job.JobReader;
import io.jenkins.lib.releasegates.scanner.job.Kind;
import io.jenkins.lib.releasegates.scanner.job.RefusedJobException;
import io.jenkins.lib.releasegates.scanner.job.ScanJob;
import io.jenkins.lib.releasegates.scanner.job.UpdateJob;
import io.jenkins.lib.releasegates.scanner.result.ResultFile;
import io.jenkins.lib.releasegates.scanner.scan.Outcome;
import io.jenkins.lib.releasegates.scanner.scan.Progress;
import io.jenkins.lib.releasegates.scanner.scan.ScanException;
import io.jenkins.lib.releasegates.scanner.scan.Scanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Does one job, tells how it went, and leaves either a whole result or none. */
final class Worker {

    private final Progress progress;
    private final Clock clock;
    private final Map<Kind, Scanner> scanners;
    private final Optional<Origin> origin;

    Worker(Progress progress, Clock clock, Map<Kind, Scanner> scanners, Optional<Origin> origin) {
        this.progress = progress;
        this.clock = clock;
        this.scanners = Map.copyOf(scanners);
        this.origin = origin;
    }

    Outcome run(String... arguments) {
        try {
            work(arguments);
            progress.ended(Outcome.DONE, "");
            return Outcome.DONE;
        } catch (ScanException e) {
            return ended(e.outcome(), String.valueOf(e.getMessage()), e);
        } catch (IOException | RuntimeException | LinkageError | StackOverflowError e) {
            return ended(Outcome.FAILED, "The worker failed: " + e, e);
        }
    }

    private void work(String... arguments) throws ScanException, IOException {
        if (arguments.length != 1) {
            throw new ScanException(
                    Outcome.BAD_JOB, "found " + arguments.length + " arguments, allowed: one, the job's file");
        }
        Job job;
        try {
            job = JobReader.read(Path.of(arguments[0]).toAbsolutePath());
        } catch (RefusedJobException e) {
            throw new ScanException(Outcome.BAD_JOB, e.reason(), e);
        }
        Files.deleteIfExists(job.result());
        try (Watchdog watchdog = Watchdog.over(job, progress)) {
            if (job instanceof ScanJob scan) {
                scan(scan);
            } else if (job instanceof UpdateJob) {
                throw new ScanException(Outcome.FAILED, "Updates are not in this bundle");
            }
        } finally {
            Leftovers.deleteIn(job.work());
        }
    }

    private void scan(ScanJob job) throws ScanException, IOException {
        Origin bundle = origin.orElseThrow(() -> new ScanException(
                Outcome.FAILED,
                "This worker doesn't run from a bundle: no manifest.json beside the folder of its jars"));
        Scanner scanner = Objects.requireNonNull(scanners.get(job.kind()));
        try (ResultFile result = new ResultFile(job.result(), bundle.manifest(), clock)) {
            scanner.scan(job, progress, result);
            result.commit();
        }
    }

    @SuppressWarnings("CatchAndPrintStackTrace") // standard error is for whoever mends the worker
    private Outcome ended(Outcome outcome, String message, Throwable cause) {
        cause.printStackTrace();
        progress.ended(outcome, message);
        return outcome;
    }
}
