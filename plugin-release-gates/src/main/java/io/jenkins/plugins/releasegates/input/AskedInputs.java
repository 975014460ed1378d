package io.jenkins.plugins.releasegates.input;

import hudson.model.InvisibleAction;
import hudson.model.Run;
import java.util.ArrayList;
import java.util.List;

/**
 * Those {@code input} steps of a build that began and are not in the record. Saved with the build, so that an answer is still found after a restart.
 * Thread-safe.
 */
public final class AskedInputs extends InvisibleAction {

    private static final Object LOCK = new Object();

    /** Those of a build without a record are all kept, so there is an end to it. */
    private static final int MOST = 200;

    private final List<AskedInput> asked = new ArrayList<>();

    private AskedInputs() {}

    /** One more has begun; the step itself saves the build right afterwards. */
    static void add(Run<?, ?> run, AskedInput input) {
        synchronized (LOCK) {
            AskedInputs found = run.getAction(AskedInputs.class);
            if (found == null) {
                found = new AskedInputs();
                found.put(input);
                run.addAction(found);
            } else {
                found.put(input);
            }
        }
    }

    private synchronized void put(AskedInput input) {
        if (asked.size() < MOST) {
            asked.add(input);
        }
    }

    synchronized void remove(AskedInput input) {
        asked.remove(input);
    }

    /** All of them, the oldest first. */
    synchronized List<AskedInput> all() {
        return List.copyOf(asked);
    }

    /** Whether that flow node is one of them. */
    synchronized boolean has(String node) {
        return asked.stream().anyMatch(input -> input.node().equals(node));
    }

    /** What is saved is complete in itself. */
    private synchronized Object writeReplace() {
        AskedInputs copy = new AskedInputs();
        copy.asked.addAll(asked);
        return copy;
    }
}
