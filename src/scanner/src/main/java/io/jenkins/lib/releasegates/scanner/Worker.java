package io.jenkins.lib.releasegates.scanner;

import io.jenkins.lib.releasegates.scanner.database.Access;
import io.jenkins.lib.releasegates.scanner.database.DatabaseUpdate;
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
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Does one job, tells how it went, and leaves either a whole result or none. */
final class Worker {

    private static final String KEY = "NVD_API_KEY";
    private static final Pattern KEY_FORM = Pattern.compile("[A-Za-z0-9-]{1,200}");
    private static final String PROXY = "PROXY_CREDENTIALS";
    private static final Pattern PROXY_FORM = Pattern.compile("[^:]{1,200}:.{0,500}");

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
        for (Path place : job.places()) {
            Files.deleteIfExists(place);
        }
        // Where libraries put what they forget to delete.
        System.setProperty("java.io.tmpdir", job.work().toString());
        try (Watchdog watchdog = Watchdog.over(job, progress)) {
            if (job instanceof ScanJob scan) {
                scan(scan);
            } else if (job instanceof UpdateJob update) {
                DatabaseUpdate.run(update, access(update), progress, clock);
            }
        } finally {
            Leftovers.deleteIn(job.work());
        }
    }

    private static Access access(UpdateJob job) throws ScanException, IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        Optional<String> key = secret("key", job.key(), KEY, KEY_FORM, "letters, digits and hyphens", lines);
        UpdateJob.Key login = job.proxy().map(UpdateJob.Proxy::credentials).orElse(UpdateJob.Key.NONE);
        return new Access(
                key, secret("proxy.credentials", login, PROXY, PROXY_FORM, "user:password in one line", lines));
    }

    private static Optional<String> secret(
            String name, UpdateJob.Key from, String variable, Pattern form, String allowed, BufferedReader lines)
            throws ScanException, IOException {
        @Nullable
        String secret = switch (from) {
            case NONE -> null;
            case ENVIRONMENT -> System.getenv(variable);
            case STDIN -> lines.readLine();
        };
        if (from != UpdateJob.Key.NONE
                && (secret == null || !form.matcher(secret.strip()).matches())) {
            throw new ScanException(
                    Outcome.BAD_JOB,
                    name + ": found nothing fitting where the job says that it comes from (" + from.word()
                            + "), allowed: " + allowed);
        }
        return Optional.ofNullable(secret).map(String::strip);
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
