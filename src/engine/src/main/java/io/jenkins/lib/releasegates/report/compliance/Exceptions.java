package io.jenkins.lib.releasegates.report.compliance;

import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.report.compliance.Exceptional.Kind;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Collects exceptions, each once. */
final class Exceptions {

    private final Set<Exceptional> found = new LinkedHashSet<>();

    /** Of a promotion, or of what belongs to it. */
    void of(TrailEntry promotion, Kind kind, String entry, String words) {
        found.add(new Exceptional(kind, words, Optional.of(entry), Optional.of(promotion.id())));
    }

    /** Of an entry that belongs to no promotion. */
    void of(String entry, Kind kind, String words) {
        found.add(new Exceptional(kind, words, Optional.of(entry), Optional.empty()));
    }

    /** Of the whole. */
    void of(Kind kind, String words) {
        found.add(new Exceptional(kind, words, Optional.empty(), Optional.empty()));
    }

    boolean hasAny(Kind kind) {
        return found.stream().anyMatch(one -> one.kind() == kind);
    }

    /** By kind, and in each in the order in which they were found. */
    List<Exceptional> sorted() {
        return found.stream().sorted(Comparator.comparing(Exceptional::kind)).toList();
    }
}
