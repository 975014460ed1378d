package io.jenkins.lib.releasegates.promotion;

import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.promotion.PromotionEvent.Returned;
import io.jenkins.lib.releasegates.promotion.PromotionEvent.TimePassed;
import io.jenkins.lib.releasegates.promotion.PromotionEvent.WorkEnded;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Drives one promotion. What the machine says is kept and recorded first and done then; on the way back it is done first, and kept and recorded as
 * soon as that can be. Holds no thread: somebody calls {@link #turn} when it is due, and {@link #happened} when something happens.
 *
 * <p>Thread-safe. {@link #happened} waits for the disk, never for a target.
 */
public final class Promoter {

    /** Between two looks at what a target does. */
    static final Duration POLL = Duration.ofMillis(500);

    /** Between two looks at a target that has nothing to do, while it is watched. */
    static final Duration LOOK = Duration.ofSeconds(10);

    /** Between two attempts to keep or record something. */
    static final Duration AGAIN = Duration.ofSeconds(2);

    private final Surroundings surroundings;
    private final Clock clock;
    private final Runnable wake;
    private final TargetWork work;

    /** For as long as a target is asked. */
    private final Lock asking = new ReentrantLock();

    /** For as long as the state changes. */
    private final Lock changing = new ReentrantLock();

    private Promotion now;

    /** What has happened and could not be kept or recorded, so that nothing follows from it yet. */
    private final Deque<PromotionEvent> held = new ArrayDeque<>();

    /** What was done without having been kept or recorded. */
    private final Deque<Owed> owed = new ArrayDeque<>();

    private Optional<String> trouble = Optional.empty();
    private Instant nextLook;

    private record Owed(Promotion promotion, Optional<PromotionEvent> because) {}

    /**
     * Of a promotion that begins, or that was kept.
     *
     * @param artifact the digest that may get the traffic
     * @param wake is told when {@link #turn} should be called sooner than it said; calls nothing here itself
     */
    public Promoter(Promotion kept, Digest artifact, Surroundings surroundings, Clock clock, Runnable wake) {
        this.now = kept;
        this.surroundings = surroundings;
        this.clock = clock;
        this.wake = wake;
        this.work = new TargetWork(surroundings, artifact, this::isCurrent);
        this.nextLook = clock.instant();
    }

    /** Where it stands. */
    public Promotion now() {
        changing.lock();
        try {
            return now;
        } finally {
            changing.unlock();
        }
    }

    /** Why it can't be kept or recorded at present; empty when that is no trouble. */
    public Optional<String> trouble() {
        changing.lock();
        try {
            return trouble;
        } finally {
            changing.unlock();
        }
    }

    /** Begins what a new promotion begins with; once, before anything else. */
    public void start() {
        changing.lock();
        try {
            // Nothing was done yet, and nothing is done before it lasts.
            owed.add(new Owed(now, Optional.empty()));
            settle();
            begin();
        } finally {
            changing.unlock();
        }
        wake.run();
    }

    /**
     * Goes on after a restart; once, before anything else.
     *
     * @param absence for how long nobody has watched
     */
    public void resume(Duration absence) {
        changing.lock();
        try {
            // It may have been kept, and the controller gone before it was recorded; the end, too.
            owed.add(new Owed(now, Optional.empty()));
            settle();
            long before = now.turn();
            change(new Returned(absence));
            if (before == now.turn()) {
                begin();
            }
        } finally {
            changing.unlock();
        }
        wake.run();
    }

    /** Something happened. */
    public void happened(PromotionEvent event) {
        changing.lock();
        try {
            change(event);
        } finally {
            changing.unlock();
        }
        wake.run();
    }

    /** Does what is due, on the caller's thread; when to call it next, empty once it has ended and everything was kept. */
    public Optional<Instant> turn() {
        if (!asking.tryLock()) {
            return Optional.of(clock.instant().plus(POLL));
        }
        try {
            Promotion at;
            changing.lock();
            try {
                settleAndBegin();
                retryHeld();
                change(overdue());
                at = now;
            } finally {
                changing.unlock();
            }
            if (mayWork(at)) {
                work.attempt(at).ifPresent(this::happened);
            } else if (isTimeToLook(at)) {
                work.look(at).ifPresent(this::happened);
            }
            return next();
        } finally {
            asking.unlock();
        }
    }

    private Optional<Instant> next() {
        changing.lock();
        try {
            Instant instant = clock.instant();
            if (now.phase().isEnd() && owed.isEmpty()) {
                return Optional.empty();
            }
            Instant at = now.due().orElse(instant.plus(LOOK));
            if (!owed.isEmpty() || !held.isEmpty()) {
                at = earlier(at, instant.plus(AGAIN));
            }
            if (mayWork(now)) {
                at = earlier(at, instant.plus(POLL));
            } else if (isLookedAt(now)) {
                at = earlier(at, nextLook);
            }
            return Optional.of(at);
        } finally {
            changing.unlock();
        }
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /** Whether a write is still asked for. */
    private boolean isCurrent(long turn) {
        changing.lock();
        try {
            return now.turn() == turn;
        } finally {
            changing.unlock();
        }
    }

    /** What goes forward is done after it was kept and recorded only. */
    private boolean mayWork(Promotion at) {
        changing.lock();
        try {
            return TargetWork.does(at.work()) && (owed.isEmpty() || isWayBack(at));
        } finally {
            changing.unlock();
        }
    }

    private static boolean isLookedAt(Promotion at) {
        return (at.isGuarded() || at.phase() == Phase.SCALE_DOWN_DELAY) && at.phase() != Phase.SHIFTING;
    }

    private boolean isTimeToLook(Promotion at) {
        Instant instant = clock.instant();
        if (!isLookedAt(at) || instant.isBefore(nextLook)) {
            return false;
        }
        nextLook = instant.plus(LOOK);
        return true;
    }

    /** Acts at once: less traffic, no more traffic, or the end. */
    private static boolean isWayBack(Promotion to) {
        return switch (to.phase()) {
            case PAUSED, ROLLING_BACK, ROLLBACK_FAILED, ROLLED_BACK, HALTED, FENCED -> true;
            default -> false;
        };
    }

    private void change(PromotionEvent event) {
        Promotion before = now;
        Promotion next = PromotionMachine.next(before, event, clock.instant());
        if (next.equals(before)) {
            return;
        }
        settle();
        if (!isWritten(next, event)) {
            if (!isWayBack(next)) {
                if (!(event instanceof TimePassed) && !held.contains(event)) {
                    held.add(event);
                }
                return;
            }
            owed.add(new Owed(next, Optional.of(event)));
        }
        now = next;
        if (before.turn() != next.turn()) {
            held.clear();
            surroundings.cancel(before);
            begin();
        }
    }

    private boolean isWritten(Promotion next, PromotionEvent event) {
        if (!owed.isEmpty()) {
            return false;
        }
        try {
            surroundings.keep(next);
            surroundings.record(next, Optional.of(event));
            trouble = Optional.empty();
            return true;
        } catch (IOException e) {
            trouble = Optional.of(String.valueOf(e.getMessage()));
            return false;
        }
    }

    /** Time has passed; of a target that didn't do what it was asked to in time, it is known why. */
    private PromotionEvent overdue() {
        boolean late = now.due().filter(due -> !clock.instant().isBefore(due)).isPresent();
        String hindrance = work.hindrance(now.turn());
        return late && TargetWork.does(now.work()) && !hindrance.isEmpty()
                ? new WorkEnded(now.turn(), Outcome.INCONCLUSIVE, hindrance)
                : new TimePassed();
    }

    private void begin() {
        if (now.work() != Work.NONE && !TargetWork.does(now.work()) && owed.isEmpty()) {
            surroundings.begin(now);
        }
    }

    private void settleAndBegin() {
        if (!owed.isEmpty()) {
            settle();
            begin();
        }
    }

    /** Keeps and records what is owed, the oldest first. */
    private void settle() {
        if (owed.isEmpty()) {
            return;
        }
        try {
            while (!owed.isEmpty()) {
                Owed oldest = owed.getFirst();
                surroundings.keep(now);
                surroundings.record(oldest.promotion(), oldest.because());
                owed.removeFirst();
            }
            trouble = Optional.empty();
        } catch (IOException e) {
            trouble = Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private void retryHeld() {
        for (PromotionEvent event : new ArrayDeque<>(held)) {
            held.remove(event);
            change(event);
        }
    }
}
