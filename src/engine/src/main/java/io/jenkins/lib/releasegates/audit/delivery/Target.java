package io.jenkins.lib.releasegates.audit.delivery;

import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A system that is told of entries, as they come. {@link #send} is called by one thread at a time, {@link #close} by any. */
public interface Target {

    /** The form of a name. */
    Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

    /** What people know it by, and its cursor is called; matches {@link #NAME}. */
    String name();

    /** Whether a target that was never sent anything begins with the next entry, and not with the first one of the log. */
    boolean fromNowOn();

    /** How many events it takes at a time, at most; 1 or more. */
    int most();

    /** What its events name as their source; empty when they name the log. */
    Optional<String> source();

    /** Whether it is told of that entry; the others are passed over for good. */
    default boolean wants(TrailEntry entry) {
        return true;
    }

    /** Whether it is told beside each event who acted, as far as that is kept. */
    default boolean persons() {
        return false;
    }

    /** What people should know although it goes on, such as whom it had to leave out; a sentence each. Called by any thread. */
    default List<String> notices() {
        return List.of();
    }

    /**
     * Sends events and waits until they are taken.
     *
     * @param events of one log, ascending
     * @throws io.jenkins.lib.releasegates.audit.courier.LaterException when it says itself when to send them again
     * @throws IOException when it isn't reached, or refuses; they are then sent again. The message shows no secret and nothing that it answered
     */
    void send(List<CloudEvent> events) throws IOException;

    /** Breaks off what is being sent; nothing can be sent any more. */
    void close();

    /** Where people find it, without secrets. */
    @Override
    String toString();
}
