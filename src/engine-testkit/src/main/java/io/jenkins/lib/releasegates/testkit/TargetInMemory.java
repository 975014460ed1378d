package io.jenkins.lib.releasegates.testkit;

import io.jenkins.lib.releasegates.audit.delivery.CloudEvent;
import io.jenkins.lib.releasegates.audit.delivery.Target;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A target that remembers what it took, request by request; refuses on demand. */
public final class TargetInMemory implements Target {

    private final String name;
    private final boolean fromNowOn;
    private final int most;
    private final List<List<CloudEvent>> taken = new ArrayList<>();
    private int refusals;

    /** One that takes everything from the first entry on, one by one. */
    public TargetInMemory() {
        this("memory", false, 1);
    }

    public TargetInMemory(String name, boolean fromNowOn, int most) {
        this.name = name;
        this.fromNowOn = fromNowOn;
        this.most = most;
    }

    /** Refuses so many requests from now on. */
    public synchronized void refuse(int requests) {
        refusals = requests;
    }

    /** Numbers of the entries that it took, in that order, those that it took twice included. */
    public synchronized List<Long> taken() {
        return events().stream().map(CloudEvent::seq).toList();
    }

    /** The events themselves. */
    public synchronized List<CloudEvent> events() {
        return taken.stream().flatMap(List::stream).toList();
    }

    /** The same by request. */
    public synchronized List<List<Long>> requests() {
        return taken.stream()
                .map(request -> request.stream().map(CloudEvent::seq).toList())
                .toList();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean fromNowOn() {
        return fromNowOn;
    }

    @Override
    public int most() {
        return most;
    }

    @Override
    public Optional<String> source() {
        return Optional.empty();
    }

    @Override
    public synchronized void send(List<CloudEvent> events) throws IOException {
        if (refusals > 0) {
            refusals--;
            throw new IOException("it is full");
        }
        taken.add(List.copyOf(events));
    }

    @Override
    public void close() {
        // Nothing is ever under way for long.
    }

    @Override
    public String toString() {
        return "the memory of the test";
    }
}
