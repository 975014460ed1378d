package io.jenkins.lib.releasegates.evidence.reader.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Keeps the first of what is added, in an order; as long as all have room they aren't compared. */
public final class Worst<T> {

    private final int limit;
    private final Comparator<T> order;
    private final List<T> all = new ArrayList<>();
    private @Nullable PriorityQueue<T> queue;

    public Worst(int limit, Comparator<T> order) {
        this.limit = limit;
        this.order = order;
    }

    /** The one that goes next; nothing while there is room. */
    @Nullable
    T last() {
        if (queue == null && all.size() < limit) {
            return null;
        }
        return queue().element();
    }

    /** Adds one, and forgets the last one where there is no room. */
    public void add(T one) {
        if (queue == null && all.size() < limit) {
            all.add(one);
            return;
        }
        PriorityQueue<T> full = queue();
        full.add(one);
        full.remove();
    }

    /** What is kept, as it came while there was room for all. */
    public List<T> kept() {
        return queue == null ? all : new ArrayList<>(queue);
    }

    /** Forgets all. */
    void clear() {
        all.clear();
        queue = null;
    }

    private PriorityQueue<T> queue() {
        PriorityQueue<T> full = queue;
        if (full == null) {
            full = new PriorityQueue<>(order.reversed());
            full.addAll(all);
            all.clear();
            queue = full;
        }
        return full;
    }
}
