package io.jenkins.lib.releasegates.report.security;

import io.jenkins.lib.releasegates.evidence.Finding;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The findings of several pieces of evidence with all their details, which are not held but gone through again. */
final class FindingSources {

    private final List<List<Finding>> sources = new ArrayList<>();

    /** The number of the added source. */
    int add(List<Finding> findings) {
        sources.add(findings);
        return sources.size() - 1;
    }

    /** Which rows have a finding that is like that in one of their places. */
    Predicate<BriefRow> where(Predicate<Finding> like) {
        List<BitSet> found = new ArrayList<>();
        for (List<Finding> source : sources) {
            BitSet ordinals = new BitSet();
            int ordinal = 0;
            for (Finding finding : source) {
                ordinals.set(ordinal++, like.test(finding));
            }
            found.add(ordinals);
        }
        return row -> {
            for (FindingPlace place = row.place(); place != null; place = place.earlier()) {
                if (found.get(place.source()).get(place.ordinal())) {
                    return true;
                }
            }
            return false;
        };
    }

    /** Somebody who goes through the details; cheapest where what is asked for later stands later. */
    Reading reading() {
        return new Reading();
    }

    /** Goes through all sources side by side. */
    final class Reading {

        private final Map<Integer, Cursor> cursors = new HashMap<>();

        /** These rows with all their details. */
        List<FindingRow> rows(List<BriefRow> wanted) {
            Map<Integer, TreeMap<Integer, Finding>> found = new TreeMap<>();
            for (BriefRow row : wanted) {
                for (FindingPlace place = row.place(); place != null; place = place.earlier()) {
                    found.computeIfAbsent(place.source(), source -> new TreeMap<>())
                            .put(place.ordinal(), row.row().finding());
                }
            }
            found.forEach(this::read);
            List<FindingRow> rows = new ArrayList<>();
            for (BriefRow row : wanted) {
                rows.add(row.with(finding(row.place(), found)));
            }
            return rows;
        }

        private void read(int source, TreeMap<Integer, Finding> wanted) {
            Cursor cursor = cursors.get(source);
            if (cursor == null || cursor.next > wanted.firstKey()) {
                cursor = new Cursor(sources.get(source).iterator());
                cursors.put(source, cursor);
            }
            for (Map.Entry<Integer, Finding> one : wanted.entrySet()) {
                one.setValue(cursor.to(one.getKey()));
            }
        }

        /** As several tell of it; in the order in which they were added. */
        private static Finding finding(FindingPlace place, Map<Integer, TreeMap<Integer, Finding>> found) {
            Deque<FindingPlace> places = new ArrayDeque<>();
            for (FindingPlace one = place; one != null; one = one.earlier()) {
                places.push(one);
            }
            return places.stream()
                    .map(one -> Objects.requireNonNull(found.get(one.source())).get(one.ordinal()))
                    .reduce(Finding::and)
                    .orElseThrow();
        }
    }

    /** Goes through one source. */
    private static final class Cursor {

        private final Iterator<Finding> findings;
        private int next;
        private @Nullable Finding last;

        Cursor(Iterator<Finding> findings) {
            this.findings = findings;
        }

        Finding to(int ordinal) {
            Finding found = last;
            while (next <= ordinal) {
                found = findings.next();
                next++;
            }
            if (found == null) {
                throw new IllegalStateException("Nothing was read before " + ordinal);
            }
            last = found;
            return found;
        }
    }
}
