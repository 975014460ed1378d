package io.jenkins.lib.releasegates.scanner.database;

import io.jenkins.lib.releasegates.scanner.database.Description.Part;
import io.jenkins.lib.releasegates.scanner.job.UpdateJob;
import io.jenkins.lib.releasegates.scanner.result.Moment;
import io.jenkins.lib.releasegates.scanner.result.ResultFile;
import io.jenkins.lib.releasegates.scanner.scan.Outcome;
import io.jenkins.lib.releasegates.scanner.scan.Progress;
import io.jenkins.lib.releasegates.scanner.scan.ScanException;
import io.jenkins.lib.releasegates.scanner.tree.FileDigest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes the next snapshot beside those that are there. */
public final class DatabaseUpdate {

    /** So much may go between two snapshots, by rejected records; a mirror that lost more is broken. */
    private static final double LEAST_SHARE = 0.9;

    /** Digits of its digest in the name of a snapshot, behind the word sha256. */
    private static final int NAMED_DIGITS = 8;

    private static final int PREFIX = "sha256:".length();

    private final UpdateJob job;
    private final Access access;
    private final Fetch fetch;
    private final Progress progress;
    private final Clock clock;
    private final Pause pause;

    DatabaseUpdate(UpdateJob job, Access access, Progress progress, Clock clock, Pause pause) {
        this.job = job;
        this.access = access;
        this.fetch = new Fetch(access, job.proxy(), progress, pause);
        this.progress = progress;
        this.clock = clock;
        this.pause = pause;
    }

    /**
     * Updates.
     *
     * @param access what the job says that there is
     * @throws ScanException when there is no new snapshot; those that were there are as they were
     */
    public static void run(UpdateJob job, Access access, Progress progress, Clock clock) throws ScanException {
        new DatabaseUpdate(job, access, progress, clock, Pause.REAL).run();
    }

    void run() throws ScanException {
        Optional<Snapshot> earlier =
                job.from().isPresent() ? Optional.of(Snapshot.open(job.from().get())) : Optional.empty();
        try (SnapshotFolder folder = SnapshotFolder.open(job.snapshots())) {
            Path made = make(folder, earlier);
            writeResult(made);
            progress.info("New snapshot of the vulnerability database: " + made);
        } catch (UpdateException e) {
            throw new ScanException(
                    Outcome.FAILED,
                    "The vulnerability database isn't updated: " + e.getMessage()
                            + ". The earlier snapshots are as they were.",
                    e);
        } catch (IOException e) {
            throw new ScanException(Outcome.FAILED, "The vulnerability database isn't updated: " + e, e);
        }
    }

    private Path make(SnapshotFolder folder, Optional<Snapshot> earlier) throws UpdateException, IOException {
        String address = job.source().uri().toString();
        Source.News news = source().fetch(
                        folder.downloads(address),
                        earlier.filter(snapshot ->
                                        snapshot.description().source().equals(address))
                                .map(snapshot -> snapshot.description().marks())
                                .orElse(Map.of()));
        Path unfinished = folder.unfinished();
        if (earlier.isPresent()) {
            copy(earlier.get().folder(), unfinished, Snapshot.DATABASE);
        }
        Loader loader = new Loader(unfinished, job.work(), progress);
        if (earlier.isEmpty() || !news.files().isEmpty()) {
            loader.load(news.files());
        }
        long records = loader.count();
        long before = earlier.map(snapshot -> snapshot.description().records()).orElse(0L);
        if (records < Math.max(1, before * LEAST_SHARE)) {
            throw new UpdateException("found " + records + " vulnerabilities where there were " + before + " before");
        }
        String now = Moment.of(clock.instant());
        Part database = part(unfinished.resolve(Snapshot.DATABASE));
        String version =
                now.replaceAll("[-:]|\\.\\d+", "") + "-" + database.sha256().substring(PREFIX, PREFIX + NAMED_DIGITS);
        Description description = new Description(
                1,
                version,
                database,
                records,
                news.lastModified(),
                now,
                address,
                news.marks(),
                exploited(unfinished, earlier));
        Files.write(unfinished.resolve(Snapshot.DESCRIPTION), description.bytes());
        return folder.finish(version);
    }

    private Source source() {
        return job.source() instanceof UpdateJob.Source.Feed feed
                ? new FeedSource(feed.uri(), fetch, progress)
                : new ApiSource(job.source().uri(), fetch, progress, clock);
    }

    private @Nullable Part exploited(Path unfinished, Optional<Snapshot> earlier) throws UpdateException, IOException {
        Path file = unfinished.resolve(Snapshot.EXPLOITED);
        if (job.kev().isPresent()) {
            // Another host than the NVD's: the key is none of its business.
            new Fetch(access.withoutKey(), job.proxy(), progress, pause)
                    .get(job.kev().get(), file);
            try {
                KnownExploited.read(Files.readAllBytes(file));
            } catch (IOException e) {
                throw new UpdateException(job.kev().get() + ": " + e.getMessage(), e);
            }
        } else if (earlier.isPresent() && earlier.get().description().exploited() != null) {
            copy(earlier.get().folder(), unfinished, Snapshot.EXPLOITED);
        } else {
            return null;
        }
        return part(file);
    }

    private static void copy(Path from, Path to, String name) throws IOException {
        Files.copy(from.resolve(name), to.resolve(name));
    }

    private static Part part(Path file) throws IOException {
        return new Part(FileDigest.of(file), Files.size(file));
    }

    /** What describes the snapshot; its version is the name of its folder. */
    private void writeResult(Path made) throws IOException {
        Path unfinished = ResultFile.unfinished(job.result());
        Files.copy(made.resolve(Snapshot.DESCRIPTION), unfinished, StandardCopyOption.REPLACE_EXISTING);
        Files.move(unfinished, job.result(), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
