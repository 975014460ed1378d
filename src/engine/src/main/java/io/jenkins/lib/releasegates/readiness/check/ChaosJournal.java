package io.jenkins.lib.releasegates.readiness.check;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;

/**
 * How an experiment ended, as the journal says that {@code chaos run} of the Chaos Toolkit writes.
 *
 * @param title of the experiment
 * @param at when it ended
 * @param failure why it doesn't count as passed, for people; empty where it does
 * @see <a href="https://chaostoolkit.org/reference/api/journal/">The journal of an experiment</a>
 */
record ChaosJournal(String title, Instant at, Optional<String> failure) {

    private static final int MAX_DEPTH = 64;
    private static final String COMPLETED = "completed";
    private static final Set<String> STATUS = Set.of(COMPLETED, "failed", "aborted", "interrupted");

    private static final ObjectMapper MAPPER = new ObjectMapper(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** @throws BrokenSourceException when it is no journal of an experiment that has ended */
    static ChaosJournal read(byte[] bytes) throws BrokenSourceException {
        JsonNode json;
        try {
            json = MAPPER.readTree(bytes);
        } catch (IOException e) {
            throw new BrokenSourceException("The report is no JSON.", e);
        }
        String title = json.path("experiment").path("title").asText("");
        String status = json.path("status").asText("");
        if (title.isEmpty()
                || !STATUS.contains(status)
                || !json.path("deviated").isBoolean()) {
            throw new BrokenSourceException(
                    "The report is no journal of the Chaos Toolkit: experiment.title, status (completed, failed, aborted or interrupted) and deviated are expected.",
                    null);
        }
        return new ChaosJournal(title, end(json.path("end").asText("")), failure(json, status));
    }

    private static Optional<String> failure(JsonNode json, String status) {
        if (json.path("deviated").booleanValue()) {
            return Optional.of("The steady state has deviated.");
        }
        if (!status.equals(COMPLETED)) {
            return Optional.of("The experiment ended as " + status + ".");
        }
        if (!json.path("experiment").path("dry").asText("").isEmpty()) {
            return Optional.of("It was a dry run.");
        }
        // An experiment that looked at nothing can't have deviated from it.
        return json.path("steady_states").path("after").isObject()
                        || !json.path("steady_states").path("during").isEmpty()
                ? Optional.empty()
                : Optional.of("It has no steady state that was looked at during or after it.");
    }

    /** In UTC, which older versions leave out. */
    private static Instant end(String written) throws BrokenSourceException {
        try {
            return OffsetDateTime.parse(written).toInstant();
        } catch (DateTimeException e) {
            try {
                return LocalDateTime.parse(written).toInstant(ZoneOffset.UTC);
            } catch (DateTimeException again) {
                throw new BrokenSourceException("The report doesn't say when the experiment ended.", again);
            }
        }
    }
}
