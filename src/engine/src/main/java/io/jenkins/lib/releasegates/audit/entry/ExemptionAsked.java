package io.jenkins.lib.releasegates.audit.entry;

import io.jenkins.lib.releasegates.evidence.Artifact;
import java.time.Instant;
import java.util.List;

/** Somebody asked for an exception from the rules of an environment; it counts only after another person has answered. */
public sealed interface ExemptionAsked extends Event permits WaiverAsked, BreakGlassAsked {

    /** Field of what the one who asks has typed. */
    String REASON = "reason";

    /** Field of the ticket that they name. */
    String TICKET = "ticket";

    /** Name of the environment. */
    String environment();

    /** Id of the decision that refuses. */
    String decision();

    /** What it is about; it counts for exactly these. */
    List<Artifact> artifacts();

    /** It can't be granted from then on. */
    Instant open();
}
