package io.jenkins.lib.releasegates.scanner.database;

import io.jenkins.lib.releasegates.scanner.result.Moment;
import io.jenkins.lib.releasegates.scanner.scan.Progress;
import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A mirror of the NVD's data feeds as the Open Vulnerability project's tools make them: {@code cache.properties}, which has a date for each file,
 * and {@code nvdcve-2026.json.gz} and so on.
 */
final class FeedSource implements Source {

    private static final String LIST = "cache.properties";
    private static final String DATE = "lastModifiedDate";
    private static final String MODIFIED = "modified";

    private final URI mirror;
    private final Fetch fetch;
    private final Progress progress;

    FeedSource(URI mirror, Fetch fetch, Progress progress) {
        this.mirror = mirror.toString().endsWith("/") ? mirror : URI.create(mirror + "/");
        this.fetch = fetch;
        this.progress = progress;
    }

    @Override
    public News fetch(Path folder, Map<String, String> known) throws UpdateException, IOException {
        fetch.get(mirror.resolve(LIST), folder.resolve(LIST));
        Properties list = new Properties();
        try (Reader reader = Files.newBufferedReader(folder.resolve(LIST), StandardCharsets.UTF_8)) {
            list.load(reader);
        } catch (IllegalArgumentException e) {
            throw new UpdateException(mirror + LIST + ": found no properties: " + e.getMessage(), e);
        }
        SortedSet<String> names = new TreeSet<>();
        for (String property : list.stringPropertyNames()) {
            if (property.matches(DATE + "\\.(\\d{4}|" + MODIFIED + ")")) {
                names.add(property.substring(DATE.length() + 1));
            }
        }
        if (names.isEmpty()) {
            throw new UpdateException(mirror + LIST + ": found no " + DATE
                    + ".YEAR, allowed: a mirror with a date for each of its files");
        }
        return new News(files(folder, list, names, known), newest(list, names), marks(list, names));
    }

    /** Of the files those with another date than before, "modified" last, because it tells the latest of what the others tell, too. */
    private List<Path> files(Path folder, Properties list, SortedSet<String> names, Map<String, String> known)
            throws UpdateException, IOException {
        List<Path> files = new ArrayList<>();
        List<String> changed = names.stream()
                .filter(name -> !date(list, name).equals(known.get(name)))
                .toList();
        for (String name : changed) {
            // The date in the name tells a file of an interrupted attempt from a later one.
            Path file = folder.resolve(name + "-" + date(list, name).replaceAll("[^0-9TZ]", "") + ".json.gz");
            progress.at(files.size(), changed.size(), "Download of " + name);
            if (!Files.isRegularFile(file)) {
                fetch.get(mirror.resolve(list.getProperty("prefix", "nvdcve-") + name + ".json.gz"), file);
            }
            files.add(file);
        }
        return files;
    }

    private static String newest(Properties list, SortedSet<String> names) throws UpdateException {
        TreeSet<String> moments = new TreeSet<>();
        for (String name : names) {
            try {
                moments.add(Moment.of(OffsetDateTime.parse(date(list, name)).toInstant()));
            } catch (DateTimeException e) {
                throw new UpdateException(
                        LIST + ": found " + DATE + "." + name + "=" + date(list, name)
                                + ", allowed: a moment like 2026-11-20T00:00:00Z",
                        e);
            }
        }
        return moments.last();
    }

    private static Map<String, String> marks(Properties list, SortedSet<String> names) {
        Map<String, String> marks = new HashMap<>();
        names.forEach(name -> marks.put(name, date(list, name)));
        return marks;
    }

    private static String date(Properties list, String name) {
        return list.getProperty(DATE + "." + name, "").strip();
    }
}
