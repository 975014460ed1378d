package io.jenkins.lib.releasegates.statement.admission;

import io.jenkins.lib.releasegates.statement.DecisionSummary;
import java.util.List;
import java.util.Optional;

/**
 * The answer to a {@link Requirement}.
 *
 * @param examined where the artifact is admitted, the one statement that does it; else the first statements and what is wrong with each
 * @param leftOut how many more were examined in vain
 */
public record Admission(List<Examined> examined, int leftOut) {

    public Admission {
        examined = List.copyOf(examined);
    }

    /** Whether the artifact may pass. */
    public boolean admitted() {
        return examined.stream().anyMatch(Examined::admits);
    }

    /**
     * What one statement comes to.
     *
     * @param place where it stands
     * @param decision what it says; empty when nobody trusted signed it or it says something else
     * @param failed a sentence for each condition that isn't fulfilled
     * @param holds a sentence for each that is
     */
    public record Examined(String place, Optional<DecisionSummary> decision, List<String> failed, List<String> holds) {

        public Examined {
            failed = List.copyOf(failed);
            holds = List.copyOf(holds);
            if (decision.isEmpty() && failed.isEmpty()) {
                throw new IllegalArgumentException("Without a decision there is a reason");
            }
        }

        /** Whether it alone is enough. */
        public boolean admits() {
            return failed.isEmpty();
        }
    }
}
