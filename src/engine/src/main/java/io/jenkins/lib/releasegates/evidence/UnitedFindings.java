package io.jenkins.lib.releasegates.evidence;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The worst findings of several lists that are sorted themselves; put together each time somebody goes through them. */
final class UnitedFindings extends SequentialFindings {

    private final List<Supplier<Iterator<Finding>>> sorted;
    private final int size;

    /** At most {@link Evidence#MAX_FINDINGS} of so many. */
    UnitedFindings(List<Supplier<Iterator<Finding>>> sorted, int all) {
        this.sorted = List.copyOf(sorted);
        this.size = Math.min(all, Evidence.MAX_FINDINGS);
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public Iterator<Finding> iterator() {
        return new Merging();
    }

    /** What comes next of one list. */
    private static final class Head {

        private final Iterator<Finding> rest;
        private Finding finding;

        Head(Iterator<Finding> rest) {
            this.rest = rest;
            this.finding = rest.next();
        }

        Finding finding() {
            return finding;
        }

        boolean advance() {
            boolean more = rest.hasNext();
            if (more) {
                finding = rest.next();
            }
            return more;
        }
    }

    /** The worst of all heads, one after the other. */
    private final class Merging implements Iterator<Finding> {

        private @Nullable PriorityQueue<Head> heads;
        private int next;

        @Override
        public boolean hasNext() {
            return next < size;
        }

        @Override
        public Finding next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            PriorityQueue<Head> open = heads == null ? open() : heads;
            heads = open;
            Head worst = open.remove();
            Finding finding = worst.finding();
            if (worst.advance()) {
                open.add(worst);
            }
            next++;
            return finding;
        }

        private PriorityQueue<Head> open() {
            List<Head> all = new ArrayList<>();
            for (Supplier<Iterator<Finding>> one : sorted) {
                Iterator<Finding> findings = one.get();
                if (findings.hasNext()) {
                    all.add(new Head(findings));
                }
            }
            PriorityQueue<Head> queue = new PriorityQueue<>(Comparator.comparing(Head::finding, Finding.WORST_FIRST));
            queue.addAll(all);
            return queue;
        }
    }
}
