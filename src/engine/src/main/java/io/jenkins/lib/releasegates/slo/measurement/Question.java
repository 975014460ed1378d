package io.jenkins.lib.releasegates.slo.measurement;

import io.jenkins.lib.releasegates.metrics.Answer;
import io.jenkins.lib.releasegates.metrics.MetricsException;
import io.jenkins.lib.releasegates.metrics.MetricsServer;
import io.jenkins.lib.releasegates.metrics.TimeSpan;
import io.jenkins.lib.releasegates.slo.budget.Measured.Reason;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Asks a server for single series, and each question only once. All at one instant. */
final class Question {

    private final MetricsServer server;
    private final Instant instant;
    private final Map<String, Answer> answers = new HashMap<>();

    Question(MetricsServer server, Instant instant) {
        this.server = server;
        this.instant = instant;
    }

    /** The one value; empty where there is no series. */
    OptionalDouble optional(String what, String expression)
            throws UnknownLevel, MetricsException, InterruptedException {
        Answer answer = answers.get(expression);
        if (answer == null) {
            answer = server.at(expression, instant);
            answers.put(expression, answer);
        }
        if (answer.isEmpty()) {
            return OptionalDouble.empty();
        }
        refuseSeveral(what, answer);
        if (answer.shape() == Answer.Shape.MATRIX) {
            throw new UnknownLevel(
                    Reason.CONTRADICTION, "The query of " + what + " gives values over time where one is needed.");
        }
        return OptionalDouble.of(answer.series().get(0).last().value());
    }

    /** The one value, which is a number. */
    double one(String what, String expression) throws UnknownLevel, MetricsException, InterruptedException {
        OptionalDouble value = optional(what, expression);
        if (value.isEmpty()) {
            throw new UnknownLevel(Reason.NO_DATA, "The query of " + what + " finds no series.");
        }
        return finite(what, value.getAsDouble());
    }

    static double finite(String what, double value) throws UnknownLevel {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            String why = "The query of " + what + " gives " + value
                    + ", which is no number: there was no traffic, or the query divides by nothing.";
            throw new UnknownLevel(Reason.NOT_A_NUMBER, why);
        }
        return value;
    }

    /** The values at the ends of slices: {@link Double#NaN} where the server says so, null where it says nothing. */
    @Nullable
    Double[] over(String what, String expression, Grid grid)
            throws UnknownLevel, MetricsException, InterruptedException {
        @Nullable Double[] values = new @Nullable Double[grid.count()];
        for (TimeSpan span : grid.questions()) {
            Answer answer = server.over(expression, span);
            if (!answer.isEmpty()) {
                refuseSeveral(what, answer);
                for (Answer.Point point : answer.series().get(0).values()) {
                    int index = grid.index(point.at());
                    if (index >= 0 && index < values.length) {
                        values[index] = point.value();
                    }
                }
            }
        }
        return values;
    }

    private static void refuseSeveral(String what, Answer answer) throws UnknownLevel {
        if (answer.series().size() > 1) {
            throw new UnknownLevel(
                    Reason.SEVERAL_SERIES,
                    "The query of " + what + " finds " + answer.series().size()
                            + " series where one is needed; sum() makes one of them.");
        }
    }
}
