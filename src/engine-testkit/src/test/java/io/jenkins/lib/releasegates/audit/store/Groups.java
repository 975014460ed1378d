package io.jenkins.lib.releasegates.audit.store;

import io.jenkins.lib.releasegates.audit.entry.EntryLine;
import io.jenkins.lib.releasegates.audit.entry.EntryLine.MalformedLine;
import io.jenkins.lib.releasegates.audit.entry.Head;
import io.jenkins.lib.releasegates.audit.entry.SaltedValues;
import io.jenkins.lib.releasegates.audit.entry.Salts;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.testkit.Releases;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Entries to append, chained as a ledger chains them. */
public final class Groups {

    /** Of all entries that come from here. */
    public static final String ORIGIN = "0123456789abcdef";

    private final Salts salts = new Salts(new SecureRandom());
    private Head head;

    public Groups(Head head) {
        this.head = head;
    }

    /** Where the next entry belongs. */
    public Head head() {
        return head;
    }

    /** So many entries about a build, with a person for the last one, whose id is {@code somebody}. */
    public Group about(String build, int count) {
        return about(build, count, Map.of("actor.id", "somebody", "actor.name", build + "'s person"));
    }

    /** So many entries about a build, with these values of persons for the last one. */
    public Group about(String build, int count, Map<String, String> people) {
        return group("gate-judged", "{\"build\":\"" + build + "\",\"job\":\"j\"}", count, people);
    }

    /** An entry about the ledger itself. */
    public Group ofKind(String kind) {
        return group(kind, "{}", 1, Map.of());
    }

    private Group group(String kind, String subject, int count, Map<String, String> values) {
        List<TrailEntry> entries = new ArrayList<>();
        List<byte[]> lines = new ArrayList<>();
        SortedMap<Long, SaltedValues> people = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            String body = "{\"number\":" + i + ",\"text\":\"Übung \\\\ macht\"}";
            byte[] line = EntryLine.write(
                    head.entries(),
                    Releases.NOW,
                    kind,
                    ORIGIN,
                    head.last(),
                    subject.getBytes(StandardCharsets.UTF_8),
                    body.getBytes(StandardCharsets.UTF_8));
            try {
                entries.add(EntryLine.read(line));
            } catch (MalformedLine e) {
                throw new IllegalStateException(e);
            }
            lines.add(line);
            if (i == count - 1 && !values.isEmpty()) {
                people.put(head.entries(), SaltedValues.of(values, salts));
            }
            head = new Head(head.entries() + 1, entries.get(i).hash());
        }
        return new Group(entries, lines, people);
    }
}
