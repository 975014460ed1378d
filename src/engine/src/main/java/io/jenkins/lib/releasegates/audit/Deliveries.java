package io.jenkins.lib.releasegates.audit;

import io.jenkins.lib.releasegates.audit.delivery.DeliveryFeed;
import io.jenkins.lib.releasegates.audit.delivery.DeliveryState;
import io.jenkins.lib.releasegates.audit.delivery.Target;
import io.jenkins.lib.releasegates.audit.disk.Disk;
import io.jenkins.lib.releasegates.audit.store.Store;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;

/** The targets that a ledger tells of its entries. Whoever tells that it has grown waits for nobody. */
final class Deliveries {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Disk disk;
    private final Store store;
    private final LongSupplier releasable;
    private volatile List<DeliveryFeed> feeds = List.of();

    /** With how many entries from the first one on may be told of. */
    Deliveries(Disk disk, Store store, LongSupplier releasable) {
        this.disk = disk;
        this.store = store;
        this.releasable = releasable;
    }

    /** Tells these targets from now on, and no others. */
    synchronized void to(List<Target> targets, Duration firstPause) {
        Set<String> names = new HashSet<>();
        for (Target target : targets) {
            if (!names.add(target.name())) {
                throw new IllegalArgumentException("Two targets can't share a place in the log: " + target.name());
            }
        }
        close(Duration.ZERO);
        List<DeliveryFeed> begun = targets.stream()
                .map(target -> new DeliveryFeed(disk, store, releasable, target, firstPause))
                .toList();
        begun.forEach(DeliveryFeed::start);
        feeds = begun;
    }

    List<DeliveryState> states() {
        return feeds.stream().map(DeliveryFeed::state).toList();
    }

    /** There are more entries that may be told of. */
    void grown() {
        feeds.forEach(DeliveryFeed::grown);
    }

    /** Ends; gives them a moment for what is left. */
    synchronized void close() {
        close(PATIENCE);
    }

    private void close(Duration patience) {
        List<DeliveryFeed> ending = feeds;
        feeds = List.of();
        ending.forEach(DeliveryFeed::end);
        long until = System.nanoTime() + patience.toNanos();
        for (DeliveryFeed feed : ending) {
            feed.close(Duration.ofNanos(Math.max(0, until - System.nanoTime())));
        }
    }
}
