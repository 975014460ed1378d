package io.jenkins.lib.releasegates.slo.budget;

import io.jenkins.lib.releasegates.metrics.MetricsException;
import java.util.Set;
import java.util.function.Function;

/** What came of measuring an error budget. */
public sealed interface Measured {

    /** The answer for this kind of outcome. */
    <T> T fold(Function<Known, T> known, Function<Inconclusive, T> inconclusive, Function<Errored, T> errored);

    /** There are numbers. */
    record Known(ErrorBudget budget) implements Measured {
        @Override
        public <T> T fold(
                Function<Known, T> known, Function<Inconclusive, T> inconclusive, Function<Errored, T> errored) {
            return known.apply(this);
        }
    }

    /**
     * The server has answered, and a budget can't be told from it.
     *
     * @param why one sentence
     */
    record Inconclusive(Reason reason, String why) implements Measured {
        @Override
        public <T> T fold(
                Function<Known, T> known, Function<Inconclusive, T> inconclusive, Function<Errored, T> errored) {
            return inconclusive.apply(this);
        }
    }

    /**
     * There is no answer.
     *
     * @param why one sentence
     */
    record Errored(MetricsException.Reason reason, String why) implements Measured {

        private static final Set<MetricsException.Reason> OUTAGES = Set.of(
                MetricsException.Reason.CONNECTION, MetricsException.Reason.TIMEOUT, MetricsException.Reason.SERVER);

        /** Whether the server is out of reach or order, rather than asked the wrong thing or not allowed to answer. */
        public boolean isOutage() {
            return OUTAGES.contains(reason);
        }

        @Override
        public <T> T fold(
                Function<Known, T> known, Function<Inconclusive, T> inconclusive, Function<Errored, T> errored) {
            return errored.apply(this);
        }
    }

    /** Why a budget can't be told. */
    enum Reason {
        /** No series, or none within the window. */
        NO_DATA,
        /** There are events, and no series of the good or bad ones. */
        NOTHING_COUNTED,
        /** No events: a share of nothing. */
        NO_TRAFFIC,
        /** NaN or an infinity. */
        NOT_A_NUMBER,
        /** More than one series where there has to be one. */
        SEVERAL_SERIES,
        /** The data begin later than the window. */
        SHORT_HISTORY,
        /** Too much of the window is without data. */
        GAPS,
        /** Numbers that can't be: more good events than events. */
        CONTRADICTION,
        /** The file isn't one of Sloth's, so nothing is recorded of it. */
        NOT_RECORDED,
        /** What is recorded is of an objective with another target or time. */
        OTHER_OBJECTIVE,
        /** The first window of the calendar, or its first slice, is still to come. */
        NOT_BEGUN
    }
}
