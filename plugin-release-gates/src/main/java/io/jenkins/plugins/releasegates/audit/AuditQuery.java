package io.jenkins.plugins.releasegates.audit;

import hudson.Util;
import io.jenkins.lib.releasegates.audit.LedgerQuery;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.plugins.releasegates.Messages;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What somebody has typed to look for events, as it stands in an address. */
public final class AuditQuery {

    static final int MAX_LIMIT = 1_000;
    private static final int DEFAULT_LIMIT = 50;
    private static final List<String> FIELDS =
            List.of("job", "artifact", "environment", "person", "kind", "from", "to");

    private final Map<String, String> typed = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();
    private final LedgerQuery query;
    private final long before;
    private final int limit;

    /** Reads the parameters of a request; what can't be used is a problem, and nothing is looked for then. */
    AuditQuery(Function<String, @Nullable String> parameters) {
        for (String field : FIELDS) {
            String value = Util.fixEmptyAndTrim(parameters.apply(field));
            if (value != null) {
                typed.put(field, value);
            }
        }
        query = new LedgerQuery(
                text("job"),
                text("artifact").flatMap(this::digest),
                text("environment"),
                text("person"),
                text("kind"),
                text("from").flatMap(this::day).map(AuditQuery::begin),
                text("to").flatMap(this::day).map(day -> begin(day.plusDays(1))));
        before = number(parameters.apply("before"));
        limit = limit(parameters.apply("limit"));
    }

    LedgerQuery query() {
        return query;
    }

    long before() {
        return before;
    }

    int limit() {
        return limit;
    }

    /** Why nothing is looked for, a sentence each. */
    public List<String> getProblems() {
        return List.copyOf(problems);
    }

    /** What was typed into that field. */
    public String value(String field) {
        return typed.getOrDefault(field, "");
    }

    /** The same as the part of an address behind the question mark, without a place. */
    public String getAddress() {
        List<String> parts = new ArrayList<>();
        typed.forEach((field, value) -> parts.add(field + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return String.join("&", parts);
    }

    private Optional<String> text(String field) {
        return Optional.ofNullable(typed.get(field));
    }

    private Optional<Digest> digest(String text) {
        String hex = text.toLowerCase(Locale.ROOT).replaceFirst("^sha256:", "");
        try {
            return Optional.of(new Digest(hex));
        } catch (IllegalArgumentException e) {
            problems.add(Messages.ReleaseAudit_BadDigest(text));
            return Optional.empty();
        }
    }

    private Optional<LocalDate> day(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeException e) {
            problems.add(Messages.ReleaseAudit_BadDay(text));
            return Optional.empty();
        }
    }

    private static Instant begin(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private long number(@Nullable String text) {
        String given = Util.fixEmptyAndTrim(text);
        if (given == null) {
            return Long.MAX_VALUE;
        }
        if (given.matches("[0-9]{1,15}")) {
            return Long.parseLong(given);
        }
        problems.add(Messages.ReleaseAudit_BadNumber(given));
        return 0;
    }

    private int limit(@Nullable String text) {
        String given = Util.fixEmptyAndTrim(text);
        if (given == null) {
            return DEFAULT_LIMIT;
        }
        if (given.matches("[0-9]{1,4}")) {
            int number = Integer.parseInt(given);
            if (number >= 1 && number <= MAX_LIMIT) {
                return number;
            }
        }
        problems.add(Messages.ReleaseAudit_BadLimit(given, MAX_LIMIT));
        return DEFAULT_LIMIT;
    }
}
