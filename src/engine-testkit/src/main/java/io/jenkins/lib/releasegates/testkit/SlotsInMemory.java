package io.jenkins.lib.releasegates.testkit;

import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.promotion.traffic.RunningService;
import io.jenkins.lib.releasegates.promotion.traffic.TargetException;
import io.jenkins.lib.releasegates.promotion.traffic.TargetException.Reason;
import io.jenkins.lib.releasegates.promotion.traffic.Traffic;
import io.jenkins.lib.releasegates.promotion.traffic.TrafficTarget;
import io.jenkins.lib.releasegates.promotion.traffic.Weights;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Two slots and what steers traffic to them, with a failure that can be set for each thing they are asked. Not thread-safe. */
public final class SlotsInMemory implements TrafficTarget, RunningService {

    private final SortedMap<String, Traffic.Slot> slots = new TreeMap<>();
    private final Map<String, Digest> running = new HashMap<>();
    private Optional<Weights> weights;
    private @Nullable Reason readFailure;
    private @Nullable Reason shiftFailure;
    private boolean losesAnswers;
    private boolean lies;
    private @Nullable String sick;
    private int shifts;

    /** With all traffic on blue, and green idle. */
    public SlotsInMemory() {
        slots.put("blue", Traffic.Slot.READY);
        slots.put("green", Traffic.Slot.READY);
        weights = Optional.of(Weights.all("blue", "green"));
    }

    /** That runs in the slot from now on. */
    public void run(String slot, Digest artifact) {
        running.put(slot, artifact);
    }

    /** Each read fails like this; null for no failure. */
    public void failToRead(@Nullable Reason reason) {
        readFailure = reason;
    }

    /** Each shift fails like this and does nothing; null for no failure. */
    public void failToShift(@Nullable Reason reason) {
        shiftFailure = reason;
    }

    /** Each shift is done, and nobody is told. */
    public void loseAnswers(boolean loses) {
        losesAnswers = loses;
    }

    /** Each shift is accepted, and nothing done. */
    public void lie(boolean accepts) {
        lies = accepts;
    }

    /** That slot answers as it shouldn't; null for none. */
    public void sicken(@Nullable String slot) {
        sick = slot;
    }

    /** Somebody changes it by hand; empty for something that is no share of whole percents. */
    public void changeByHand(Optional<Weights> to) {
        weights = to;
    }

    /** What it does. */
    public Optional<Weights> weights() {
        return weights;
    }

    /** How a slot is. */
    public Traffic.Slot slot(String name) {
        return slots.getOrDefault(name, Traffic.Slot.OUT);
    }

    /** How often it was asked to shift. */
    public int shifts() {
        return shifts;
    }

    @Override
    public Traffic read() throws TargetException {
        failBy(readFailure, "can't be read");
        return new Traffic(
                weights, slots, true, "", weights.map(Weights::toString).orElse("weights of 37 and 12"));
    }

    @Override
    public void shift(Weights to, Traffic seen) throws TargetException {
        shifts++;
        failBy(shiftFailure, "doesn't shift");
        if (!lies) {
            weights = Optional.of(to);
            to.percents()
                    .forEach((slot, percent) ->
                            slots.computeIfPresent(slot, (name, state) -> percent > 0 ? Traffic.Slot.READY : state));
        }
        if (losesAnswers) {
            throw new TargetException(Reason.UNREACHABLE, "the answer was lost");
        }
    }

    @Override
    public void retire(String slot) throws TargetException {
        failBy(shiftFailure, "doesn't retire " + slot);
        if (weights.map(all -> all.of(slot) > 0).orElse(true)) {
            throw new TargetException(Reason.REFUSED, slot + " has traffic");
        }
        slots.put(slot, Traffic.Slot.OUT);
    }

    @Override
    public Digest identity(String slot) throws TargetException {
        Digest found = running.get(slot);
        if (found == null) {
            throw new TargetException(Reason.UNREACHABLE, "nothing runs in " + slot);
        }
        return found;
    }

    @Override
    public void smoke(String slot) throws TargetException {
        if (slot.equals(sick)) {
            throw new TargetException(Reason.REFUSED, slot + " answered 500, expected 200");
        }
    }

    private static void failBy(@Nullable Reason reason, String words) throws TargetException {
        if (reason != null) {
            throw new TargetException(reason, "The slots in memory: " + words + " (" + reason + ")");
        }
    }
}
