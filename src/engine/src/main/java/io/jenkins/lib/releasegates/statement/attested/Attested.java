package io.jenkins.lib.releasegates.statement.attested;

import io.jenkins.lib.releasegates.evidence.Evidence;
import java.util.List;

/**
 * What signed statements came to.
 *
 * @param evidence all of it attested
 * @param passedOver statements that don't count, each with its place and the reason, for people; at most {@value #MAX_PASSED_OVER} and a line that
 *     says how many more
 */
public record Attested(Evidence evidence, List<String> passedOver) {

    /** Reasons that are kept. */
    public static final int MAX_PASSED_OVER = 50;

    public Attested {
        passedOver = List.copyOf(passedOver);
    }
}
