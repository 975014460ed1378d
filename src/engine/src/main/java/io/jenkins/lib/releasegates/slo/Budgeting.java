package io.jenkins.lib.releasegates.slo;

import java.time.Duration;

/** What a budget is made of, in OpenSLO's words. */
public sealed interface Budgeting {

    /** The name in files. */
    String word();

    /** Bad events among all. */
    record Occurrences() implements Budgeting {
        @Override
        public String word() {
            return "Occurrences";
        }
    }

    /**
     * Bad slices of time among all.
     *
     * @param target the share of a slice that has to be good for the slice to be good, above 0 and at most 1
     */
    record Timeslices(Duration slice, double target) implements Budgeting {
        @Override
        public String word() {
            return "Timeslices";
        }
    }

    /** What is bad in a slice of time, in the mean of all slices. */
    record RatioTimeslices(Duration slice) implements Budgeting {
        @Override
        public String word() {
            return "RatioTimeslices";
        }
    }
}
