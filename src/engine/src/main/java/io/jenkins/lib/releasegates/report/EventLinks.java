package io.jenkins.lib.releasegates.report;

import java.util.Optional;

/** Knows where a host shows what an event is about. */
public interface EventLinks {

    /** Nothing is shown anywhere. */
    EventLinks NONE = row -> Optional.empty();

    /** The address of the page about it, relative to the page that lists it; empty when there is none, or the reader may not see it. */
    Optional<String> href(EventRow row);
}
