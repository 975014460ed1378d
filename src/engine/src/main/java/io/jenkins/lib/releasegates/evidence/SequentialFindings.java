package io.jenkins.lib.releasegates.evidence;

import java.util.Iterator;
import java.util.ListIterator;
import java.util.Objects;
import java.util.Spliterator;
import java.util.Spliterators;

/** Findings that are not held: each time somebody goes through them they are made again. Whoever takes the n-th one makes all before it. */
abstract class SequentialFindings extends UnchangingFindings {

    /** From the first to the last. */
    @Override
    public abstract Iterator<Finding> iterator();

    @Override
    public final Finding get(int index) {
        return listIterator(Objects.checkIndex(index, size())).next();
    }

    @Override
    public final ListIterator<Finding> listIterator() {
        return listIterator(0);
    }

    @Override
    public final ListIterator<Finding> listIterator(int index) {
        Objects.checkIndex(index, size() + 1);
        Pass pass = new Pass(iterator());
        while (pass.next < index) {
            pass.next();
        }
        return pass;
    }

    /** The one of lists would take each by its number. */
    @Override
    public final Spliterator<Finding> spliterator() {
        return Spliterators.spliterator(
                iterator(), size(), Spliterator.ORDERED | Spliterator.IMMUTABLE | Spliterator.NONNULL);
    }

    /** From the first to the last, counting. */
    private static final class Pass implements ListIterator<Finding> {

        private final Iterator<Finding> findings;
        private int next;

        Pass(Iterator<Finding> findings) {
            this.findings = findings;
        }

        @Override
        public boolean hasNext() {
            return findings.hasNext();
        }

        @Override
        public Finding next() {
            Finding finding = findings.next();
            next++;
            return finding;
        }

        @Override
        public int nextIndex() {
            return next;
        }

        @Override
        public int previousIndex() {
            return next - 1;
        }

        @Override
        public boolean hasPrevious() {
            return next > 0;
        }

        @Override
        public Finding previous() {
            throw new UnsupportedOperationException("They are gone through from the first to the last");
        }

        @Override
        public void remove() {
            throw unchangeable();
        }

        @Override
        public void set(Finding finding) {
            throw unchangeable();
        }

        @Override
        public void add(Finding finding) {
            throw unchangeable();
        }

        private static UnsupportedOperationException unchangeable() {
            return new UnsupportedOperationException("They can't be changed");
        }
    }
}
