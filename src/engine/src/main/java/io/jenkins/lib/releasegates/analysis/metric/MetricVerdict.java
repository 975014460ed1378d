package io.jenkins.lib.releasegates.analysis.metric;

import io.jenkins.lib.releasegates.analysis.Ending;
import io.jenkins.lib.releasegates.analysis.Outcome;
import io.jenkins.lib.releasegates.analysis.Sample;
import io.jenkins.lib.releasegates.analysis.Seen;
import io.jenkins.lib.releasegates.analysis.Series;
import io.jenkins.lib.releasegates.analysis.Tally;
import io.jenkins.lib.releasegates.evidence.Provenance;
import io.jenkins.lib.releasegates.gate.GateResult;
import io.jenkins.lib.releasegates.gate.Grounds;
import io.jenkins.lib.releasegates.gate.Verdict;
import io.jenkins.lib.releasegates.policy.Criticality;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What an analysis has come to, as a gate that was judged. */
public final class MetricVerdict {

    private MetricVerdict() {}

    /**
     * The gate's result; one that still runs is inconclusive.
     *
     * @param history all samples, of the same series
     */
    public static GateResult of(MetricGate gate, Series series, MetricHistory history, Criticality criticality) {
        Grounds grounds = new Grounds(
                observed(series, history),
                gate.words(),
                why(series, history),
                history.samples().isEmpty() ? Optional.empty() : Optional.of(Provenance.OBSERVED),
                List.of());
        Verdict verdict = Verdict.of(series.phase().kind(), grounds);
        return new GateResult(gate.name(), criticality, false, List.of(verdict), verdict);
    }

    private static String observed(Series series, MetricHistory history) {
        if (history.samples().isEmpty()) {
            return "";
        }
        Tally tally = series.tally();
        List<String> parts = new ArrayList<>();
        add(parts, tally.successful(), "green");
        add(parts, tally.failed(), "failed");
        add(parts, tally.inconclusive(), "inconclusive");
        add(parts, tally.error(), "not to be had");
        Seen last = last(history);
        return String.join(", ", parts) + "; last " + (last.value().isEmpty() ? last.outcome() : last.value());
    }

    private static void add(List<String> parts, int number, String words) {
        if (number > 0) {
            parts.add(number + " " + words);
        }
    }

    private static Seen last(MetricHistory history) {
        return history.samples().get(history.samples().size() - 1).seen().get(0);
    }

    private static String why(Series series, MetricHistory history) {
        if (series.ending().isEmpty()) {
            return "It is still being asked.";
        }
        Ending ending = series.ending().get();
        String words = "The analysis has ended: " + ending.words() + ".";
        if (series.phase().kind().admits()) {
            return words;
        }
        return words + worst(history);
    }

    /** The newest sample that kept it from passing, in words. */
    private static String worst(MetricHistory history) {
        for (int i = history.samples().size() - 1; i >= 0; i--) {
            Sample sample = history.samples().get(i);
            Seen seen = sample.seen().get(0);
            Outcome outcome = seen.outcome();
            if (!outcome.kind().admits()) {
                return " At " + sample.at() + " it " + outcome.words()
                        + (seen.value().isEmpty() ? "" : " (" + seen.value() + ")") + ".";
            }
        }
        return history.samples().isEmpty() ? " No sample was taken." : "";
    }
}
