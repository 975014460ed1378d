package io.jenkins.lib.releasegates.gate;

import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.evidence.Measurement;
import io.jenkins.lib.releasegates.evidence.Provenance;
import java.util.List;

/**
 * A value that may be judged, or why there is none.
 *
 * <p>Only {@link Observations} makes one; whoever has a {@link Seen} may rely on a finite value of the metric's own type.
 */
sealed interface Observation {

    /**
     * A value.
     *
     * @param remark what a reader must know about it, as " (...)"; mostly empty
     */
    record Seen(String metric, double value, String words, Provenance provenance, List<Digest> sources, String remark)
            implements Observation {

        static Seen of(Measurement measurement) {
            return new Seen(
                    measurement.metric(),
                    measurement.value(),
                    measurement.words(),
                    measurement.provenance(),
                    measurement.sources(),
                    "");
        }
    }

    /** Nothing that could be judged: no data, not a number, nothing to compare with. */
    record Missing(String why) implements Observation {
        public Missing {
            why = sentence(why);
        }
    }

    /** A source that is broken. */
    record Broken(String why) implements Observation {
        public Broken {
            why = sentence(why);
        }
    }

    private static String sentence(String words) {
        return words.endsWith(".") ? words : words + ".";
    }
}
