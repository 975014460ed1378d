package io.jenkins.lib.releasegates.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.releasegates.audit.disk.DirectoryDisk;
import io.jenkins.lib.releasegates.audit.entry.EntryLine;
import io.jenkins.lib.releasegates.audit.entry.Event;
import io.jenkins.lib.releasegates.audit.entry.Head;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.audit.file.FileStore;
import io.jenkins.lib.releasegates.audit.note.Checkpoint;
import io.jenkins.lib.releasegates.audit.note.Checkpoints;
import io.jenkins.lib.releasegates.audit.note.KeyRotation;
import io.jenkins.lib.releasegates.audit.note.SigningKey;
import io.jenkins.lib.releasegates.audit.store.Group;
import io.jenkins.lib.releasegates.audit.tlog.TreeWriter;
import io.jenkins.lib.releasegates.digest.CanonicalJson;
import io.jenkins.lib.releasegates.digest.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes a signed ledger of so many entries of {@value #ENTRY_BYTES} bytes, four to a build, with a checkpoint per 10,000. */
final class BigLedger {

    static final int ENTRY_BYTES = 500;
    static final int PER_BUILD = 4;

    /** Of all entries but the first. */
    static final String JOB = "shop/checkout";

    private static final int BATCH = 10_000;
    private static final String ORIGIN = "00112233445566aa";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private BigLedger() {}

    /** The first entry names the key; all others are evidence that nobody judged. */
    static void write(Path directory, int entries, SigningKey key, Instant at) throws IOException, LedgerException {
        try (DirectoryDisk disk = new DirectoryDisk(directory)) {
            FileStore store = FileStore.open(disk);
            TreeWriter tree = new TreeWriter(disk, store);
            Checkpoints checkpoints = new Checkpoints(disk);
            String log = Checkpoint.logName(ORIGIN);
            tree.resume(checkpoints.newest());
            Head head = store.head();
            while (head.entries() < entries) {
                List<Group> groups = new ArrayList<>();
                long end = Math.min(entries, head.entries() + BATCH);
                while (head.entries() < end) {
                    Group group = head.entries() == 0
                            ? group(head, 1, Event.KeyRotated.KIND, rotation(log, key), at)
                            : group(
                                    head,
                                    (int) Math.min(PER_BUILD, end - head.entries()),
                                    Event.EvidenceRecorded.KIND,
                                    null,
                                    at);
                    groups.add(group);
                    head = new Head(group.last().seq() + 1, group.last().hash());
                }
                store.append(groups);
                checkpoints.add(Checkpoint.sign(log, head.entries(), tree.grow(head), key));
            }
            store.settle();
        }
    }

    private static ObjectNode rotation(String log, SigningKey key) {
        return new Event.KeyRotated(KeyRotation.first(log, key)).body();
    }

    private static Group group(Head before, int count, String kind, @Nullable ObjectNode given, Instant at)
            throws IOException {
        List<TrailEntry> entries = new ArrayList<>();
        List<byte[]> lines = new ArrayList<>();
        Head head = before;
        for (int i = 0; i < count; i++) {
            ObjectNode subject = given == null ? subject(before.entries()) : MAPPER.createObjectNode();
            ObjectNode body = given == null ? evidence(head.entries()) : given;
            byte[] line = EntryLine.write(
                    head.entries(),
                    at,
                    kind,
                    ORIGIN,
                    head.last(),
                    CanonicalJson.bytes(subject),
                    CanonicalJson.bytes(body));
            TrailEntry entry =
                    new TrailEntry(head.entries(), at, kind, ORIGIN, head.last(), subject, body, Digest.of(line));
            entries.add(entry);
            lines.add(line);
            head = new Head(head.entries() + 1, entry.hash());
        }
        return new Group(entries, lines, new TreeMap<>());
    }

    private static ObjectNode subject(long firstEntry) {
        ObjectNode subject = MAPPER.createObjectNode();
        subject.put("job", "job-" + firstEntry / 1_000);
        subject.put("jobName", JOB);
        subject.put("build", build(firstEntry));
        subject.put("number", firstEntry / PER_BUILD);
        subject.put("origin", "ORDINARY");
        return subject;
    }

    /** Id of the build that the entry of that number, the first of its group, is about. */
    static String build(long firstEntry) {
        return "build-" + firstEntry;
    }

    private static ObjectNode evidence(long seq) {
        ObjectNode body = MAPPER.createObjectNode();
        body.put(
                "evidence",
                Digest.of(Long.toString(seq).getBytes(StandardCharsets.UTF_8)).toString());
        body.put("storedBytes", 1_000);
        body.put("measurements", 1);
        body.put("findings", 0);
        body.put("problems", 0);
        body.put("judged", false);
        body.putArray("reports");
        return body;
    }
}
