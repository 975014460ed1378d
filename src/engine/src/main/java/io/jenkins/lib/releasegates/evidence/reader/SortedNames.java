package io.jenkins.lib.releasegates.evidence.reader;

import io.jenkins.lib.releasegates.evidence.reader.report.ReportFindings;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Sorts many findings by numbers, since comparing their paths and rules with each other would take as long as reading them. */
final class SortedNames {

    private static final int LINE_BITS = 32;
    private static final int PATH_BITS = 27;

    /** Characters of an identity, which is plain ASCII, that fit in a positive number. */
    private static final int COMPARED = 7;

    private SortedNames() {}

    /**
     * One of them with what it is compared by first.
     *
     * @param place suppressed, severity, path and line, in one number
     * @param rule its place among all rules
     * @param identity what its identity begins with
     */
    private record Ranked(long place, int rule, long identity, Named named) implements Comparable<Ranked> {

        @Override
        public int compareTo(Ranked other) {
            int order = Long.compare(place, other.place);
            order = order == 0 ? Integer.compare(rule, other.rule) : order;
            order = order == 0 ? Long.compare(identity, other.identity) : order;
            return order == 0 ? Named.WORST_FIRST.compare(named, other.named) : order;
        }
    }

    /** In the order of {@link Named#WORST_FIRST}; at most 2^27 of them. */
    static Named[] worstFirst(List<Named> all) {
        Map<String, Integer> paths = places(all, ReportFindings.Detail::path);
        Map<String, Integer> rules = places(all, ReportFindings.Detail::rule);
        Ranked[] ranked = new Ranked[all.size()];
        for (int i = 0; i < ranked.length; i++) {
            Named named = all.get(i);
            ranked[i] = new Ranked(
                    place(named, paths), rules.getOrDefault(named.detail().rule(), 0), beginning(named), named);
        }
        Arrays.sort(ranked);
        Named[] sorted = new Named[ranked.length];
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] = ranked[i].named;
        }
        return sorted;
    }

    /** The place of each such text among all that there are. */
    private static Map<String, Integer> places(List<Named> all, Function<ReportFindings.Detail, String> which) {
        Map<String, Integer> places = new HashMap<>();
        for (Named named : all) {
            places.put(which.apply(named.detail()), 0);
        }
        String[] sorted = places.keySet().toArray(new String[0]);
        Arrays.sort(sorted);
        for (int place = 0; place < sorted.length; place++) {
            places.put(sorted[place], place);
        }
        return places;
    }

    private static long place(Named named, Map<String, Integer> paths) {
        long rank = named.detail().isSuppressed() ? 1 : 0;
        rank = rank << 3 | named.detail().severity().ordinal();
        rank = rank << PATH_BITS | paths.getOrDefault(named.detail().path(), 0);
        // Negative lines come before the others, as numbers do.
        return rank << LINE_BITS | (named.detail().line() ^ Integer.MIN_VALUE) & 0xFFFF_FFFFL;
    }

    /** The first characters of its identity as a number with the same order. */
    private static long beginning(Named named) {
        String identity = named.identity();
        long beginning = 0;
        for (int i = 0; i < COMPARED; i++) {
            beginning = beginning << 8 | (i < identity.length() ? identity.charAt(i) & 0xFF : 0);
        }
        return beginning;
    }
}
