package io.jenkins.lib.releasegates.launcher;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.releasegates.launcher.WorkerException.Reason;
import io.jenkins.lib.releasegates.launcher.bundle.BundleCheck;
import io.jenkins.lib.releasegates.launcher.bundle.BundleManifest;
import io.jenkins.lib.releasegates.launcher.bundle.RefusedManifestException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The scan worker as a process of its own. Each run checks the bundle, starts it, waits, and leaves nothing behind: not the process or what it
 * started, and no file. Thread-safe; runs side by side don't know of each other.
 */
public final class ScanWorker {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final long DEFAULT_SECONDS = 3_600;
    private static final int SHOWN_DIFFERENCES = 5;

    private final Installation installation;

    public ScanWorker(Installation installation) {
        this.installation = installation;
    }

    /**
     * Scans, and hands the result on while it is there.
     *
     * @throws WorkerException when there is no result, or it isn't by the bundle and database that it has to be by
     * @throws InterruptedException when this thread was interrupted; the worker is gone then
     */
    public <T> T scan(ScanOrder order, Listener listener, ScanResult.Use<T> use)
            throws WorkerException, IOException, InterruptedException {
        try {
            return scanned(order, listener, use);
        } catch (ClosedByInterruptException e) {
            throw interrupted(e);
        }
    }

    private <T> T scanned(ScanOrder order, Listener listener, ScanResult.Use<T> use)
            throws WorkerException, IOException, InterruptedException {
        String bundle = checkedBundle();
        try (Scratch scratch = Scratch.in(installation.home())) {
            run(
                    order.job(scratch.work(), scratch.result(), scratch.documents()),
                    order.secrets().flatMap(ScanOrder.Secrets::salt),
                    order.limits().getOrDefault("seconds", DEFAULT_SECONDS),
                    scratch,
                    listener);
            JsonNode header = header(scratch.result());
            expect(header.path("worker"), bundle, Reason.UNUSABLE_BUNDLE, "a worker with the manifest");
            Optional<String> database = order.database().flatMap(ScanOrder.Database::digest);
            if (database.isPresent()) {
                expect(
                        header.path("database").path("digest"),
                        database.get(),
                        Reason.UNUSABLE_DATA,
                        "a vulnerability database with the digest");
            }
            return use.take(new ScanResult(scratch.result(), scratch.documents()));
        }
    }

    /**
     * Makes a new snapshot.
     *
     * @return the folder of it
     * @throws WorkerException when there is none; the earlier ones are as they were
     * @throws InterruptedException when this thread was interrupted; the worker is gone then
     */
    public Path update(UpdateOrder order, Listener listener) throws WorkerException, IOException, InterruptedException {
        try {
            return updated(order, listener);
        } catch (ClosedByInterruptException e) {
            throw interrupted(e);
        }
    }

    private Path updated(UpdateOrder order, Listener listener)
            throws WorkerException, IOException, InterruptedException {
        checkedBundle();
        try (Scratch scratch = Scratch.in(installation.home())) {
            run(order.job(scratch.work(), scratch.result()), order.secrets(), order.seconds(), scratch, listener);
            String version =
                    MAPPER.readTree(scratch.result().toFile()).path("version").asText();
            Path made = order.snapshots().resolve(version);
            if (version.isEmpty() || !Files.isDirectory(made)) {
                throw new WorkerException(
                        Reason.FAILED, "The worker says that it has made " + made + "; it isn't there");
            }
            return made;
        }
    }

    /** Files that were being read when the thread was interrupted say it in their own way. */
    private static InterruptedException interrupted(ClosedByInterruptException cause) {
        Thread.interrupted();
        InterruptedException interrupted = new InterruptedException("Interrupted while the scan worker was at work");
        interrupted.initCause(cause);
        return interrupted;
    }

    /** The digest of the manifest that the bundle was held against. */
    private String checkedBundle() throws WorkerException, IOException {
        List<String> differences;
        String digest;
        try {
            digest = BundleManifest.parse(installation.manifest()).digest();
            differences = BundleCheck.differences(installation.bundle(), installation.manifest());
        } catch (ClosedByInterruptException e) {
            throw e;
        } catch (IOException | RefusedManifestException e) {
            throw new WorkerException(
                    Reason.UNUSABLE_BUNDLE,
                    "The scan worker in " + installation.bundle() + " can't be checked: " + e.getMessage());
        }
        if (!differences.isEmpty()) {
            throw new WorkerException(
                    Reason.UNUSABLE_BUNDLE,
                    "The scan worker in " + installation.bundle()
                            + " isn't the one that is trusted, and wasn't started: "
                            + String.join("; ", differences.subList(0, Math.min(SHOWN_DIFFERENCES, differences.size())))
                            + (differences.size() > SHOWN_DIFFERENCES
                                    ? "; and " + (differences.size() - SHOWN_DIFFERENCES) + " more"
                                    : ""));
        }
        return digest;
    }

    private void run(ObjectNode job, Optional<String> secret, long seconds, Scratch scratch, Listener listener)
            throws WorkerException, IOException, InterruptedException {
        Files.write(scratch.job(), MAPPER.writeValueAsBytes(job));
        try (WorkerProcess process = WorkerProcess.start(installation, scratch, secret)) {
            process.follow(listener, seconds);
        }
        if (!Files.isRegularFile(scratch.result())) {
            throw new WorkerException(Reason.FAILED, "The worker says that it is done, and has left no result");
        }
    }

    private static JsonNode header(Path result) throws WorkerException, IOException {
        try (BufferedReader lines = Files.newBufferedReader(result)) {
            return MAPPER.readTree(String.valueOf(lines.readLine()));
        } catch (JsonProcessingException e) {
            throw new WorkerException(Reason.FAILED, "The worker has left something else than a result");
        }
    }

    private static void expect(JsonNode found, String expected, Reason reason, String what) throws WorkerException {
        if (!found.asText().equals(expected)) {
            throw new WorkerException(
                    reason,
                    "The result is refused: found " + what + " " + found.asText("none") + ", expected " + expected);
        }
    }
}
