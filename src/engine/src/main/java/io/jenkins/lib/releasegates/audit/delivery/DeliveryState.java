package io.jenkins.lib.releasegates.audit.delivery;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How far a target has got.
 *
 * @param name of the target
 * @param place where people find it
 * @param entries how many entries from the first one of the log on are behind it, those before its beginning included
 * @param behind entries that are recorded and that it doesn't have yet
 * @param since when the first of these happened; empty when there are none, or when it can't be read
 * @param trouble why it didn't take the last ones it was sent, a sentence; empty when it did
 * @param notices what people should know although it goes on, a sentence each
 */
public record DeliveryState(
        String name,
        String place,
        long entries,
        long behind,
        Optional<Instant> since,
        Optional<String> trouble,
        List<String> notices) {

    public DeliveryState {
        notices = List.copyOf(notices);
    }
}
