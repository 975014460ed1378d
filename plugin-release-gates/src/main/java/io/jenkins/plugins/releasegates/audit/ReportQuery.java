package io.jenkins.plugins.releasegates.audit;

import hudson.Util;
import io.jenkins.lib.releasegates.report.compliance.Scope;
import io.jenkins.plugins.releasegates.Messages;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What somebody has typed to see the promotions of an environment and a period, as it stands in an address. */
public final class ReportQuery {

    private static final List<String> FIELDS = List.of("environment", "from", "to", "sample", "seed");
    private static final int DEFAULT_SAMPLE = 5;

    private final Map<String, String> typed = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();
    private final Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);
    private @Nullable Scope scope;

    /** Reads the parameters of a request; what can't be used is a problem, and nothing is looked for then. */
    ReportQuery(Function<String, @Nullable String> parameters) {
        for (String field : FIELDS) {
            String value = Util.fixEmptyAndTrim(parameters.apply(field));
            if (value != null) {
                typed.put(field, value);
            }
        }
        if (typed.containsKey("environment")) {
            scope = read();
        }
    }

    private @Nullable Scope read() {
        Optional<Instant> from = instant("from", Scope::from);
        Optional<Instant> to = typed.containsKey("to") ? instant("to", Scope::to) : Optional.of(now);
        int sample = sample();
        if (!problems.isEmpty() || from.isEmpty() || to.isEmpty()) {
            return null;
        }
        try {
            return new Scope(value("environment"), from.get(), to.get(), sample, value("seed"), true, "chain");
        } catch (IllegalArgumentException e) {
            problems.add(Messages.PromotionReport_Bad(String.valueOf(e.getMessage())));
            return null;
        }
    }

    private Optional<Instant> instant(String field, Function<String, Optional<Instant>> reading) {
        Optional<Instant> read = reading.apply(value(field));
        if (read.isEmpty()) {
            problems.add(Messages.PromotionReport_BadDay(value(field)));
        }
        return read;
    }

    private int sample() {
        String text = typed.getOrDefault("sample", Integer.toString(DEFAULT_SAMPLE));
        if (text.matches("[0-9]{1,3}") && Integer.parseInt(text) <= Scope.MAX_SAMPLE) {
            return Integer.parseInt(text);
        }
        problems.add(Messages.PromotionReport_BadSample(text, Scope.MAX_SAMPLE));
        return 0;
    }

    /** What is asked for; empty when nothing is, or when it can't be used. */
    Optional<Scope> scope() {
        return Optional.ofNullable(scope);
    }

    /** When it was asked. */
    Instant now() {
        return now;
    }

    /** Why nothing is looked for, a sentence each. */
    public List<String> getProblems() {
        return List.copyOf(problems);
    }

    /** What was typed into that field. */
    public String value(String field) {
        return typed.getOrDefault(field, "");
    }

    /** The same as the part of an address behind the question mark. */
    public String getAddress() {
        List<String> parts = new ArrayList<>();
        typed.forEach((field, value) -> parts.add(field + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return String.join("&", parts);
    }
}
