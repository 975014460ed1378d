package io.jenkins.lib.releasegates.analysis.sampler;

import io.jenkins.lib.releasegates.analysis.Series;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells a listener the newest state of one analysis, one after the other, on a worker. */
final class Telling {

    private static final long RETRY = 1_000_000_000L;

    private final String id;
    private final Listener listener;
    private final Desk desk;
    private @Nullable Series untold;
    private boolean telling;

    Telling(String id, Listener listener, Desk desk) {
        this.id = id;
        this.listener = listener;
        this.desk = desk;
    }

    /** Under the lock. */
    void tell(Series series) {
        untold = series;
        if (!telling) {
            telling = true;
            desk.hand(this::work, this::refused);
        }
    }

    private void refused() {
        desk.alarm(desk.nanos() + RETRY, () -> desk.hand(this::work, this::refused));
    }

    private void work() {
        for (Optional<Series> next = next(); next.isPresent(); next = next()) {
            try {
                listener.changed(id, next.get());
            } catch (RuntimeException | LinkageError | StackOverflowError e) {
                System.getLogger(Sampler.class.getName())
                        .log(System.Logger.Level.WARNING, "A listener to an analysis failed", e);
            }
        }
    }

    private Optional<Series> next() {
        return desk.locked(() -> {
            Series next = desk.isClosed() ? null : untold;
            untold = null;
            telling = next != null;
            return Optional.ofNullable(next);
        });
    }
}
