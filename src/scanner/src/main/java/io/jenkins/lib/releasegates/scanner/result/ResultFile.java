package io.jenkins.lib.releasegates.scanner.result;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
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

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Path place;
    private final Path unfinished;
    private final String worker;
    private final Clock clock;
    private final BufferedWriter out;
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
        this.out = Files.newBufferedWriter(unfinished, StandardCharsets.UTF_8);
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
        ObjectNode line = MAPPER.createObjectNode()
                .put("version", 1)
                .put("kind", header.kind().word())
                .put("started", Moment.of(clock.instant()))
                .put("worker", worker);
        line.set("tool", MAPPER.valueToTree(header.tool()));
        setIfThere(line, "rules", header.rules());
        setIfThere(line, "database", header.database());
        setIfThere(line, "fingerprints", header.fingerprints());
        write("scan", line);
    }

    public void component(Component component) throws IOException {
        components++;
        write("component", component);
    }

    public void finding(Finding finding) throws IOException {
        findings++;
        write("finding", finding);
    }

    public void problem(Problem problem) throws IOException {
        problems++;
        write("problem", problem);
    }

    /** All dependencies whose version isn't known; that there are none is worth telling, too. */
    public void unresolved(Collection<Unresolved> all) throws IOException {
        unresolved = (long) all.size();
        for (Unresolved each : all) {
            write("unresolved", each);
        }
    }

    public void suppression(SuppressionRule rule) throws IOException {
        suppressions++;
        write("suppression", rule);
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
        ObjectNode line = MAPPER.createObjectNode()
                .put("findings", findings)
                .put("components", components)
                .put("problems", problems)
                .put("files", files)
                .put("finished", Moment.of(clock.instant()))
                .put("cached", cached)
                .put("suppressions", suppressions);
        setIfThere(line, "unresolved", unresolved);
        setIfThere(line, "documents", documents.isEmpty() ? null : documents);
        write("end", line);
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

    private void write(String type, Object members) throws IOException {
        if (ended || !begun) {
            throw new IllegalStateException("No line of a result comes before the first or after the last one");
        }
        ObjectNode line = MAPPER.createObjectNode().put("type", type);
        line.setAll((ObjectNode) MAPPER.valueToTree(members));
        out.write(MAPPER.writeValueAsString(line));
        out.write('\n');
    }

    private static void setIfThere(ObjectNode line, String name, @Nullable Object value) {
        if (value != null) {
            line.set(name, MAPPER.valueToTree(value));
        }
    }
}
