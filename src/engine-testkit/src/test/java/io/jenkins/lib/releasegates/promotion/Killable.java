package io.jenkins.lib.releasegates.promotion;

import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.promotion.PromotedService.Killed;
import io.jenkins.lib.releasegates.promotion.traffic.RunningService;
import io.jenkins.lib.releasegates.promotion.traffic.TargetException;
import io.jenkins.lib.releasegates.promotion.traffic.Traffic;
import io.jenkins.lib.releasegates.promotion.traffic.TrafficTarget;
import io.jenkins.lib.releasegates.promotion.traffic.Weights;
import java.io.IOException;
import java.util.Optional;

/** The same service, with a controller that is killed right before or right after one of the things that it does. */
final class Killable implements Surroundings, TrafficTarget, RunningService {

    private final PromotedService inner;

    Killable(PromotedService inner) {
        this.inner = inner;
    }

    /** Before what it is called before, and after what it is called after. */
    private void step() {
        if (inner.lives == 0) {
            throw new Killed();
        }
        inner.lives--;
    }

    @Override
    public TrafficTarget target() {
        return this;
    }

    @Override
    public RunningService service() {
        return this;
    }

    @Override
    public Optional<String> lostTo() {
        return inner.lostTo();
    }

    @Override
    public void keep(Promotion promotion) throws IOException {
        step();
        inner.keep(promotion);
        step();
    }

    @Override
    public void record(Promotion to, Optional<PromotionEvent> because) throws IOException {
        inner.record(to, because);
        step();
    }

    @Override
    public void begin(Promotion promotion) {
        inner.begin(promotion);
        step();
    }

    @Override
    public void cancel(Promotion earlier) {
        inner.cancel(earlier);
    }

    @Override
    public Traffic read() throws TargetException {
        Traffic traffic = inner.slots.read();
        step();
        return traffic;
    }

    @Override
    public void shift(Weights to, Traffic seen) throws TargetException {
        inner.slots.shift(to, seen);
        step();
    }

    @Override
    public void retire(String slot) throws TargetException {
        inner.slots.retire(slot);
        step();
    }

    @Override
    public Digest identity(String slot) throws TargetException {
        return inner.slots.identity(slot);
    }

    @Override
    public void smoke(String slot) throws TargetException {
        inner.slots.smoke(slot);
        step();
    }
}
