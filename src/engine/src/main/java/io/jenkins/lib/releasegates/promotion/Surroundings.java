package io.jenkins.lib.releasegates.promotion;

import io.jenkins.lib.releasegates.promotion.traffic.RunningService;
import io.jenkins.lib.releasegates.promotion.traffic.TrafficTarget;
import java.io.IOException;
import java.util.Optional;

/** What one promotion works with. */
public interface Surroundings {

    /** Asked by one thread at a time. */
    TrafficTarget target();

    RunningService service();

    /**
     * Who holds the environment in place of this promotion; empty while this one does. Asked right before each write.
     *
     * @throws IOException when nobody can tell
     */
    Optional<String> lostTo() throws IOException;

    /**
     * Keeps the state, durable on return.
     *
     * @throws IOException when it isn't known whether it lasts
     */
    void keep(Promotion promotion) throws IOException;

    /**
     * Puts what has happened into the record, durable on return; once for each turn, however often it is asked to.
     *
     * @param to what it came to
     * @param because of what; empty when nobody knows any more, after a crash
     * @throws IOException when it isn't known whether it was recorded
     */
    void record(Promotion to, Optional<PromotionEvent> because) throws IOException;

    /**
     * Begins what isn't the target's to do: bodies, analyses and decisions; {@link Promoter#happened} is told how it ended. Called again for the
     * same turn after a restart, and doesn't wait.
     */
    void begin(Promotion promotion);

    /** The work that was begun in an earlier turn isn't wanted any more; whatever it comes to isn't asked for. */
    void cancel(Promotion earlier);
}
