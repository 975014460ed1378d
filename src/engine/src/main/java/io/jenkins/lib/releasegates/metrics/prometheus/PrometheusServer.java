package io.jenkins.lib.releasegates.metrics.prometheus;

import io.jenkins.lib.releasegates.metrics.AlertRules;
import io.jenkins.lib.releasegates.metrics.Answer;
import io.jenkins.lib.releasegates.metrics.MetricsException;
import io.jenkins.lib.releasegates.metrics.MetricsException.Reason;
import io.jenkins.lib.releasegates.metrics.MetricsServer;
import io.jenkins.lib.releasegates.metrics.TimeSpan;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A server with Prometheus' HTTP API (prometheus.io/docs/prometheus/latest/querying/api). Posts questions as forms, follows no redirect, keeps no
 * cookie, reads at most {@value #MAX_BYTES} bytes of an answer, and takes none in part: Thanos and VictoriaMetrics are told so, and an answer with
 * warnings isn't one. Where the server asks to be left alone, it is; one whose clock is more than a minute from ours isn't believed.
 */
public final class PrometheusServer implements MetricsServer {

    /** The longest answer. */
    public static final int MAX_BYTES = 16 << 20;

    /** The longest question, in characters. */
    public static final int MAX_QUESTION = 20_000;

    private final PrometheusSettings settings;
    private final Api api;

    /** With the clock that dates in answers are held against. */
    public PrometheusServer(PrometheusSettings settings, InstantSource clock) {
        this.settings = settings;
        this.api = new Api(settings, clock);
    }

    @Override
    public String name() {
        return settings.name();
    }

    @Override
    public Answer at(String expression, Instant instant) throws MetricsException, InterruptedException {
        return ask("query", expression, Map.of("time", seconds(instant)));
    }

    @Override
    public Answer over(String expression, TimeSpan span) throws MetricsException, InterruptedException {
        return ask(
                "query_range",
                expression,
                Map.of(
                        "start", seconds(span.from()),
                        "end", seconds(span.to()),
                        "step", seconds(Instant.EPOCH.plus(span.step()))));
    }

    private static String seconds(Instant instant) {
        return BigDecimal.valueOf(instant.toEpochMilli(), 3).toPlainString();
    }

    private Answer ask(String path, String expression, Map<String, String> further)
            throws MetricsException, InterruptedException {
        if (expression.length() > MAX_QUESTION) {
            throw new MetricsException(
                    Reason.QUESTION,
                    "the question has " + expression.length() + " characters, allowed are " + MAX_QUESTION,
                    null);
        }
        Map<String, String> form = new LinkedHashMap<>();
        form.put("query", expression);
        form.putAll(further);
        form.put("timeout", settings.patience().toMillis() + "ms");
        form.putAll(Api.WHOLE);
        Api.Reply reply = api.post(path, form);
        return AnswerReader.read(reply.answer(), reply.later());
    }

    @Override
    public Optional<AlertRules> alertRules() {
        return Optional.of(new PrometheusRules(api));
    }

    /** Without its address. */
    @Override
    public String toString() {
        return settings.name();
    }
}
