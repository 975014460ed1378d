package io.jenkins.lib.releasegates.scanner.job;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.jenkins.lib.releasegates.scanner.job.UpdateJob.Source;
import io.jenkins.lib.releasegates.scanner.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A job from its file. The format is docs/formats/scan-job.md. */
public final class JobReader {

    private static final int MAX_BYTES = 1 << 20;
    private static final int MAX_DEPTH = 8;
    /** Of a file that is read as a whole. */
    private static final int MAX_TEXT = 256 << 20;

    private static final Set<String> SCAN = Set.of(
            "version",
            "do",
            "kind",
            "folder",
            "include",
            "exclude",
            "database",
            "rules",
            "suppressions",
            "cache",
            "code",
            "sbom",
            "secrets",
            "work",
            "result",
            "limits");
    private static final Set<String> UPDATE = Set.of(
            "version", "do", "feed", "api", "key", "proxy", "kev", "snapshots", "from", "work", "result", "limits");
    private static final int MAX_PORT = 65_535;
    private static final Set<String> WEB = Set.of("http", "https");
    private static final Set<String> WEB_OR_FILE = Set.of("http", "https", "file");

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private enum Task {
        SCAN("scan"),
        UPDATE("update");

        private final String word;

        Task(String word) {
            this.word = word;
        }
    }

    private JobReader() {}

    /**
     * Reads the file.
     *
     * @throws RefusedJobException with the file's name, the place, what was found and what is allowed
     */
    public static Job read(Path file) throws RefusedJobException {
        try {
            return job(tree(file));
        } catch (RefusedJobException e) {
            throw new RefusedJobException(file + ": " + e.reason());
        }
    }

    private static Map<?, ?> tree(Path file) throws RefusedJobException {
        byte[] bytes;
        try (InputStream stream = Files.newInputStream(file)) {
            bytes = stream.readNBytes(MAX_BYTES + 1);
        } catch (IOException e) {
            throw new RefusedJobException("found no file that can be read, allowed: a job in JSON");
        }
        if (bytes.length > MAX_BYTES) {
            throw new RefusedJobException("found more than " + MAX_BYTES + " bytes, allowed: at most so many");
        }
        try (JsonParser parser = FACTORY.createParser(new String(bytes, StandardCharsets.UTF_8))) {
            Object json = parser.nextToken() == null ? null : Json.last(parser);
            if (json instanceof Map<?, ?> members) {
                return members;
            }
            throw new RefusedJobException("found " + Members.kind(json) + ", allowed: an object");
        } catch (JsonProcessingException e) {
            throw noJson(e);
        } catch (IOException e) {
            throw new UncheckedIOException("A text in memory can be read", e);
        }
    }

    private static RefusedJobException noJson(JsonProcessingException e) {
        JsonLocation at = e.getLocation();
        return new RefusedJobException((at == null
                        ? ""
                        : "line " + at.getLineNr() + ", column " + at.getColumnNr() + ": ")
                + "found no JSON ("
                + String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("")
                + "), allowed: one object of at most " + MAX_DEPTH + " levels in which no name stands twice");
    }

    private static Job job(Map<?, ?> json) throws RefusedJobException {
        Members first = Members.of(json, "", "update".equals(json.get("do")) ? UPDATE : SCAN);
        if (first.number("version", 0, Integer.MAX_VALUE) != 1) {
            throw first.refused("version", first.raw("version"), "1");
        }
        return first.word("do", Task.values(), task -> task.word) == Task.UPDATE ? update(first) : scan(first);
    }

    private static ScanJob scan(Members job) throws RefusedJobException {
        Kind kind = job.word("kind", Kind.values(), Kind::word);
        Path folder = job.file("folder");
        if (!Files.isDirectory(folder)) {
            throw job.refused("folder", "no folder there", "a folder to look at");
        }
        if (kind == Kind.SCA && !job.has("database")) {
            throw job.refused("database", "nothing", "a folder with a snapshot of the database, which kind sca needs");
        }
        if (kind != Kind.SAST && job.has("code")) {
            throw job.refused("code", "an object", "nothing with this kind");
        }
        if (kind != Kind.SECRETS && job.has("secrets")) {
            throw job.refused("secrets", "an object", "nothing with this kind");
        }
        if (kind != Kind.SCA && job.has("sbom")) {
            throw job.refused("sbom", "an object", "nothing with this kind");
        }
        Path result = job.newFile("result");
        return new ScanJob(
                kind,
                folder,
                job.texts("include"),
                job.texts("exclude"),
                job.optionalFile("database"),
                job.optionalFile("rules"),
                job.files("suppressions"),
                job.optionalFile("cache"),
                job.has("code")
                        ? code(job.object("code", Set.of("classes", "auxiliary", "sources")))
                        : ScanJob.Code.NONE,
                job.has("secrets")
                        ? secrets(job.object("secrets", Set.of("salt", "baselines", "fileBytes")))
                        : ScanJob.Secrets.NONE,
                work(job),
                result,
                limits(job),
                job.has("sbom") ? Optional.of(SbomOrderReader.read(job, result)) : Optional.empty());
    }

    private static ScanJob.Code code(Members code) throws RefusedJobException {
        return new ScanJob.Code(code.texts("classes"), code.files("auxiliary"), code.texts("sources"));
    }

    private static ScanJob.Secrets secrets(Members secrets) throws RefusedJobException {
        return new ScanJob.Secrets(key(secrets, "salt"), secrets.files("baselines"), (int)
                secrets.number("fileBytes", ScanJob.Secrets.NONE.fileBytes(), MAX_TEXT));
    }

    private static UpdateJob.Key key(Members members, String name) throws RefusedJobException {
        return members.has(name) ? members.word(name, UpdateJob.Key.values(), UpdateJob.Key::word) : UpdateJob.Key.NONE;
    }

    private static UpdateJob update(Members job) throws RefusedJobException {
        if (job.has("feed") == job.has("api")) {
            throw job.refused("", job.has("feed") ? "both feed and api" : "neither feed nor api", "one of them");
        }
        Source source =
                job.has("feed") ? new Source.Feed(job.uri("feed", WEB_OR_FILE)) : new Source.Api(job.uri("api", WEB));
        Optional<URI> kev = job.has("kev") ? Optional.of(job.uri("kev", WEB_OR_FILE)) : Optional.empty();
        return new UpdateJob(
                source,
                key(job, "key"),
                job.has("proxy")
                        ? Optional.of(proxy(job.object("proxy", Set.of("host", "port", "credentials", "direct"))))
                        : Optional.empty(),
                kev,
                job.file("snapshots"),
                job.optionalFile("from"),
                work(job),
                job.newFile("result"),
                limits(job));
    }

    private static UpdateJob.Proxy proxy(Members proxy) throws RefusedJobException {
        long port = proxy.number("port", 0, MAX_PORT);
        if (port < 1) {
            throw proxy.refused("port", "0 or none", "a port from 1 to " + MAX_PORT);
        }
        return new UpdateJob.Proxy(proxy.text("host"), (int) port, key(proxy, "credentials"), proxy.texts("direct"));
    }

    private static Path work(Members job) throws RefusedJobException {
        Path work = job.file("work");
        if (!Files.isDirectory(work)) {
            throw job.refused("work", "no folder there", "an empty folder for the worker's own files");
        }
        return work;
    }

    private static Limits limits(Members job) throws RefusedJobException {
        Limits otherwise = Limits.DEFAULT;
        if (!job.has("limits")) {
            return otherwise;
        }
        Members limits =
                job.object("limits", Set.of("files", "bytes", "archiveFiles", "archiveBytes", "depth", "seconds"));
        return new Limits(
                limits.number("files", otherwise.files(), Long.MAX_VALUE),
                limits.number("bytes", otherwise.bytes(), Long.MAX_VALUE),
                limits.number("archiveFiles", otherwise.archiveFiles(), Long.MAX_VALUE),
                limits.number("archiveBytes", otherwise.archiveBytes(), Long.MAX_VALUE),
                (int) limits.number("depth", otherwise.depth(), 64),
                (int) limits.number("seconds", otherwise.seconds(), 7 * 24 * 3_600));
    }
}
