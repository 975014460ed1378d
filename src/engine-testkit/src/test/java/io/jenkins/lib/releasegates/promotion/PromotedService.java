package io.jenkins.lib.releasegates.promotion;

import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.promotion.PromotionEvent.WorkEnded;
import io.jenkins.lib.releasegates.promotion.traffic.RunningService;
import io.jenkins.lib.releasegates.promotion.traffic.TrafficTarget;
import io.jenkins.lib.releasegates.testkit.SettableClock;
import io.jenkins.lib.releasegates.testkit.SlotsInMemory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A service that is being promoted: its slots, what is kept and recorded of it, and a controller that can be killed at any of its steps. */
final class PromotedService implements Surroundings {

    static final Digest ARTIFACT = Digest.of("the new one".getBytes(StandardCharsets.UTF_8));
    static final Digest OTHER = Digest.of("another".getBytes(StandardCharsets.UTF_8));

    final SlotsInMemory slots = new SlotsInMemory();
    final SettableClock clock = new SettableClock(Instant.parse("2026-11-23T05:00:00Z"));
    final List<String> recorded = new ArrayList<>();
    final Map<Work, Outcome> outcomes = new EnumMap<>(Work.class);
    Digest deployed = ARTIFACT;
    Optional<String> lost = Optional.empty();
    boolean full;

    /** Of the operations that are left before the controller is killed; none is counted where it is negative. */
    int lives = -1;

    private @Nullable String kept;
    private @Nullable Promoter promoter;
    private final List<Promotion> begun = new ArrayList<>();
    private long lastRecorded = -1;

    /** The controller is gone. */
    static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    Promoter begin(PromotionPlan plan) {
        return drivenBy(Promotion.begin(plan, clock.instant()));
    }

    private Promoter drivenBy(Promotion promotion) {
        Promoter fresh = new Promoter(promotion, ARTIFACT, new Killable(this), clock, () -> {});
        promoter = fresh;
        return fresh;
    }

    /** Another controller takes over what was kept, so much later; the first one where nothing was kept yet. */
    Promoter restart(PromotionPlan plan, Duration absence) throws UnreadablePromotionException {
        lives = -1;
        begun.clear();
        clock.advance(absence);
        if (kept == null) {
            Promoter fresh = begin(plan);
            fresh.start();
            return fresh;
        }
        Promoter back = drivenBy(PromotionReader.read(kept));
        back.resume(absence);
        return back;
    }

    /** Lets time pass and works end, until it has ended or that much time is over. */
    Promotion run(Promoter driven, Duration most) {
        Instant end = clock.instant().plus(most);
        Optional<Instant> next = Optional.of(clock.instant());
        while (next.isPresent() && clock.instant().isBefore(end)) {
            Duration until = Duration.between(clock.instant(), next.get());
            clock.advance(until.isNegative() || until.isZero() ? Duration.ofMillis(1) : until);
            endWorks(driven);
            next = driven.turn();
        }
        return driven.now();
    }

    private void endWorks(Promoter driven) {
        for (Promotion promotion : List.copyOf(begun)) {
            begun.remove(promotion);
            if (promotion.work() == Work.DEPLOY) {
                promotion.slots().ifPresent(names -> slots.run(names.idle(), deployed));
            }
            driven.happened(new WorkEnded(
                    promotion.turn(), outcomes.getOrDefault(promotion.work(), Outcome.PASSED), "as the test said"));
        }
    }

    @Override
    public TrafficTarget target() {
        return slots;
    }

    @Override
    public RunningService service() {
        return slots;
    }

    @Override
    public Optional<String> lostTo() {
        return lost;
    }

    @Override
    public void keep(Promotion promotion) throws IOException {
        if (full) {
            throw new IOException("No space left on device");
        }
        kept = PromotionJson.text(promotion);
    }

    @Override
    public void record(Promotion to, Optional<PromotionEvent> because) throws IOException {
        if (full) {
            throw new IOException("No space left on device");
        }
        if (to.turn() > lastRecorded) {
            lastRecorded = to.turn();
            recorded.add(to.phase() + (to.cause() == Cause.NONE ? "" : " " + to.cause()));
        }
    }

    @Override
    public void begin(Promotion promotion) {
        begun.add(promotion);
    }

    @Override
    public void cancel(Promotion earlier) {
        begun.remove(earlier);
    }
}
