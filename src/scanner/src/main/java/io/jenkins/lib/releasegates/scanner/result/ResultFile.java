package io.jenkins.lib.releasegates.scanner.result;

import com.fasterxml.jackson.core.JsonGenerator;
import io.jenkins.lib.releasegates.scanner.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result of a scan while it is written: JSON Lines beside the place where it is to be, moved there by {@link #commit}. The format is
 * docs/formats/scan-result.md. For one thread.
 */
public final class ResultFile implements AutoCloseable {

    private final Path place;
    private final Path unfinished;
    private final String worker;
    private final Clock clock;
    private final JsonGenerator out;
    private final List<Path> attached = new ArrayList<>();
    private final List<Document> documents = new ArrayList<>();
    private boolean begun;
    private boolean ended;
    private long components;
    private long findings;
    private long problems;
    private long suppressions;
    private @Nullable Long unresolved;

    /**
     * Begins to write.
     *
     * @param worker digest of the bundle's manifest
     */
    public ResultFile(Path place, String worker, Clock clock) throws IOException {
        this.place = place;
        this.unfinished = unfinished(place);
        this.worker = worker;
        this.clock = clock;
        this.out = Json.FACTORY.createGenerator(Files.newBufferedWriter(unfinished, StandardCharsets.UTF_8));
    }

    /** Where it stands until it is complete. */
    public static Path unfinished(Path place) {
        return place.resolveSibling(place.getFileName() + ".unfinished");
    }

    /** Digest of the manifest of the bundle that runs. */
    public String worker() {
        return worker;
    }

    /** The first line. */
    public void begin(Header header) throws IOException {
        if (begun) {
            throw new IllegalStateException("A result has one first line");
        }
        begun = true;
        start("scan");
        out.writeNumberField("version", 1);
        out.writeStringField("kind", header.kind().word());
        out.writeStringField("started", Moment.of(clock.instant()));
        out.writeStringField("worker", worker);
        ResultForm.header(out, header);
        end();
    }

    public void component(Component component) throws IOException {
        components++;
        start("component");
        ResultForm.component(out, component);
        end();
    }

    public void finding(Finding finding) throws IOException {
        findings++;
        start("finding");
        ResultForm.finding(out, finding);
        end();
    }

    public void problem(Problem problem) throws IOException {
        problems++;
        start("problem");
        ResultForm.problem(out, problem);
        end();
    }

    /** All dependencies whose version isn't known; that there are none is worth telling, too. */
    public void unresolved(Collection<Unresolved> all) throws IOException {
        unresolved = (long) all.size();
        for (Unresolved each : all) {
            start("unresolved");
            ResultForm.unresolved(out, each);
            end();
        }
    }

    public void suppression(SuppressionRule rule) throws IOException {
        suppressions++;
        start("suppression");
        ResultForm.suppression(out, rule);
        end();
    }

    /**
     * Where a document is to be written that belongs to the result. It is moved into place with the result, and before it; or deleted with it.
     *
     * @param place where it is to be
     */
    public Path attach(Path place) {
        attached.add(place);
        return unfinished(place);
    }

    /** That an attached document is complete, for the last line. */
    public void document(Document document) {
        documents.add(document);
    }

    /**
     * The last line.
     *
     * @param files how many were looked at
     * @param cached how many of these had an answer from an earlier scan
     */
    public void end(long files, long cached) throws IOException {
        start("end");
        out.writeNumberField("findings", findings);
        out.writeNumberField("components", components);
        out.writeNumberField("problems", problems);
        out.writeNumberField("files", files);
        out.writeStringField("finished", Moment.of(clock.instant()));
        out.writeNumberField("cached", cached);
        out.writeNumberField("suppressions", suppressions);
        if (unresolved != null) {
            out.writeNumberField("unresolved", unresolved);
        }
        if (!documents.isEmpty()) {
            out.writeArrayFieldStart("documents");
            for (Document document : documents) {
                out.writeStartObject();
                ResultForm.document(out, document);
                out.writeEndObject();
            }
            out.writeEndArray();
        }
        end();
        ended = true;
    }

    public long findings() {
        return findings;
    }

    public long problems() {
        return problems;
    }

    /** Moves the complete result into place. */
    public void commit() throws IOException {
        if (!begun || !ended) {
            throw new IllegalStateException("A result without first and last line stays where it is");
        }
        if (attached.size() != documents.size()) {
            throw new IllegalStateException("A result with an unfinished document stays where it is");
        }
        out.close();
        for (Path document : attached) {
            Files.move(
                    unfinished(document),
                    document,
                    StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.ATOMIC_MOVE);
        }
        Files.move(unfinished, place, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void close() throws IOException {
        out.close();
        Files.deleteIfExists(unfinished);
        for (Path document : attached) {
            Files.deleteIfExists(unfinished(document));
        }
    }

    private void start(String type) throws IOException {
        if (ended || !begun) {
            throw new IllegalStateException("No line of a result comes before the first or after the last one");
        }
        out.writeStartObject();
        out.writeStringField("type", type);
    }

    private void end() throws IOException {
        out.writeEndObject();
        out.writeRaw('\n');
    }
}
