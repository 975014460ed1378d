package io.jenkins.lib.releasegates.scanner.database;

import io.jenkins.lib.releasegates.scanner.result.Moment;
import io.jenkins.lib.releasegates.scanner.scan.Progress;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * The NVD API 2.0, page by page into files, so that an interrupted download goes on where it was. What was changed while the pages came is asked
 * for afterwards. https://nvd.nist.gov/developers/vulnerabilities
 */
final class ApiSource implements Source {

    static final int PAGE = 2_000;

    private static final String SINCE = "api.since";
    private static final String BEGUN = "begun";
    /** The longest span of changes that the API answers for. */
    private static final Duration SPAN = Duration.ofDays(120);
    /** 50 requests in 30 seconds with a key, 5 without. */
    private static final Duration PAUSE_WITH_KEY = Duration.ofMillis(700);

    private static final Duration PAUSE_WITHOUT_KEY = Duration.ofMillis(6_500);

    private final URI api;
    private final Fetch fetch;
    private final Progress progress;
    private final Clock clock;

    ApiSource(URI api, Fetch fetch, Progress progress, Clock clock) {
        this.api = api;
        this.fetch = fetch;
        this.progress = progress;
        this.clock = clock;
    }

    @Override
    public News fetch(Path folder, Map<String, String> known) throws UpdateException, IOException {
        List<Path> files = new ArrayList<>();
        Instant since = known.containsKey(SINCE) ? Instant.parse(known.get(SINCE)) : all(folder, files);
        Instant now = clock.instant();
        for (Instant from = since; from.isBefore(now); from = from.plus(SPAN)) {
            Instant to = from.plus(SPAN).isBefore(now) ? from.plus(SPAN) : now;
            // Changes aren't kept from an interrupted attempt: the same page may hold others by now.
            String query = "lastModStartDate=" + Moment.of(from) + "&lastModEndDate=" + Moment.of(to);
            pages(folder, "changed-" + Moment.of(from).replace(':', '-'), query, false, files);
        }
        return new News(files, Moment.of(now), Map.of(SINCE, Moment.of(now)));
    }

    /** All there is, and when that was begun. */
    private Instant all(Path folder, List<Path> files) throws UpdateException, IOException {
        Path begun = folder.resolve(BEGUN);
        if (!Files.isRegularFile(begun)) {
            Path fresh = folder.resolve(BEGUN + ".part");
            Files.writeString(fresh, Moment.of(clock.instant()), StandardCharsets.UTF_8);
            Files.move(fresh, begun, StandardCopyOption.ATOMIC_MOVE);
        }
        pages(folder, "all", "", true, files);
        return Instant.parse(Files.readString(begun, StandardCharsets.UTF_8));
    }

    private void pages(Path folder, String name, String query, boolean keep, List<Path> files)
            throws UpdateException, IOException {
        long total = 1;
        for (long start = 0; start < total; start += PAGE) {
            Path file = folder.resolve(name + "-" + start + ".json.gz");
            if (keep && Files.isRegularFile(file)) {
                total = Math.max(total, check(file, start).total());
            } else {
                URI uri = URI.create(api + (api.getQuery() == null ? "?" : "&") + "resultsPerPage=" + PAGE
                        + "&startIndex=" + start + (query.isEmpty() ? "" : "&" + query));
                total = Math.max(start == 0 ? 0 : total, page(uri, file, start).total());
                fetch.pause(fetch.hasKey() ? PAUSE_WITH_KEY : PAUSE_WITHOUT_KEY);
            }
            files.add(file);
            progress.at(Math.min(start + PAGE, total), total, "Download from the NVD");
        }
    }

    private FeedFile page(URI uri, Path file, long start) throws UpdateException, IOException {
        Path plain = file.resolveSibling(file.getFileName() + ".plain");
        Path packed = file.resolveSibling(file.getFileName() + ".packed");
        fetch.get(uri, plain);
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            Files.copy(plain, out);
        }
        Files.delete(plain);
        FeedFile page = check(packed, start);
        Files.move(packed, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        return page;
    }

    /** Holds the page against its own numbers: a short one is not the last one. */
    private static FeedFile check(Path file, long start) throws UpdateException {
        FeedFile page = FeedFile.read(file);
        long expected = Math.max(0, Math.min(PAGE, page.total() - start));
        if (page.total() < 0 || page.entries() < expected) {
            throw new UpdateException("found " + page.entries() + " vulnerabilities in the NVD's page at " + start
                    + ", where its total of " + page.total() + " promises " + expected);
        }
        return page;
    }
}
