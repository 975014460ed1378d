package io.jenkins.lib.releasegates.readiness.check;

import io.jenkins.lib.releasegates.evidence.Provenance;
import io.jenkins.lib.releasegates.gate.Verdict;
import io.jenkins.lib.releasegates.metrics.Answer;
import io.jenkins.lib.releasegates.readiness.checklist.Check;
import io.jenkins.lib.releasegates.readiness.document.ValueCondition.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Judges what a server of metrics answered: every series counts, and none is no answer. */
final class MetricAnswer {

    private static final int MOST_SHOWN = 5;

    /** As long as Prometheus itself takes a sample for current. */
    private static final Duration STALE = Duration.ofMinutes(5);

    private final Check.Metric check;
    private final Instant at;

    MetricAnswer(Check.Metric check, Instant at) {
        this.check = check;
        this.at = at;
    }

    Verdict judge(Answer answer) throws BrokenSourceException {
        if (answer.shape() == Answer.Shape.MATRIX) {
            throw new BrokenSourceException("The query gives values over time; a condition is about one value.", null);
        }
        Seen seen = new Seen(check, observed(answer), Optional.of(Provenance.OBSERVED), List.of());
        if (answer.isEmpty()) {
            return seen.inconclusive("The query gives no value.");
        }
        boolean holds = true;
        for (Answer.Series series : answer.series()) {
            Answer.Point last = series.last();
            if (Duration.between(last.at(), at).abs().compareTo(STALE) > 0) {
                return seen.inconclusive("A value is of another time than was asked for.");
            }
            Outcome outcome = check.condition().test(last.value());
            if (outcome == Outcome.INCOMPARABLE) {
                return seen.inconclusive("A value is no finite number.");
            }
            holds &= outcome == Outcome.HOLDS;
        }
        return holds ? seen.passed("Every value is as demanded.") : seen.failed("A value isn't as demanded.");
    }

    private static String observed(Answer answer) {
        List<String> values = new ArrayList<>();
        for (Answer.Series series : answer.series()) {
            if (values.size() == MOST_SHOWN) {
                values.add("and " + (answer.series().size() - MOST_SHOWN) + " more");
                break;
            }
            values.add(Double.toString(series.last().value()));
        }
        return String.join(", ", values);
    }
}
