package io.jenkins.plugins.securityscan.database;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What became of the updates so far; survives restarts in a file.
 *
 * @param settings the source that it is about, as the configuration describes it; all starts anew with another one
 * @param began when the update began that has not ended yet
 * @param succeeded when the last one ended that made a snapshot
 * @param failed when the last one ended that didn't
 * @param words why it didn't, for people
 * @param failures since the last success
 */
record UpdateHistory(
        String settings,
        @Nullable Instant began,
        @Nullable Instant succeeded,
        @Nullable Instant failed,
        String words,
        int failures) {

    static final UpdateHistory NONE = new UpdateHistory("", null, null, null, "", 0);

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Duration FIRST_PAUSE = Duration.ofHours(1);
    private static final int MOST_DOUBLINGS = 10;

    UpdateHistory begun(Instant at, String source) {
        return source.equals(settings)
                ? new UpdateHistory(settings, at, succeeded, failed, words, failures)
                : new UpdateHistory(source, at, null, null, "", 0);
    }

    UpdateHistory success(Instant at) {
        return new UpdateHistory(settings, null, at, failed, words, 0);
    }

    UpdateHistory failure(Instant at, String why) {
        return new UpdateHistory(settings, null, succeeded, at, why, failures + 1);
    }

    /** It was ended on purpose, and is neither a success nor a failure. */
    UpdateHistory dropped() {
        return new UpdateHistory(settings, null, succeeded, failed, words, failures);
    }

    /** When the next update is due; the beginning of time when that is at once. */
    Instant next(String source, Duration period) {
        if (!source.equals(settings)) {
            return Instant.EPOCH;
        }
        if (failures > 0 && failed != null) {
            return failed.plus(pause(failures, period));
        }
        return succeeded == null ? Instant.EPOCH : succeeded.plus(period);
    }

    /** One hour, two, four, and so on, up to what lies between two updates anyway. */
    private static Duration pause(int failures, Duration period) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
        return pause.compareTo(period) > 0 ? period : pause;
    }

    /**
     * Reads what {@link #write} wrote; nothing, when there is no such file.
     *
     * @throws IOException when it can't be read
     */
    static UpdateHistory read(Path file) throws IOException {
        try {
            JsonNode json = MAPPER.readTree(Files.readAllBytes(file));
            return new UpdateHistory(
                    json.path("settings").asText(),
                    instant(json, "began"),
                    instant(json, "succeeded"),
                    instant(json, "failed"),
                    json.path("words").asText(),
                    json.path("failures").asInt());
        } catch (NoSuchFileException e) {
            return NONE;
        } catch (DateTimeException e) {
            throw new IOException(file + " holds no instant in UTC where one has to be", e);
        }
    }

    private static @Nullable Instant instant(JsonNode json, String member) {
        return json.hasNonNull(member) ? Instant.parse(json.get(member).asText()) : null;
    }

    /** Puts it in place at once or not at all. */
    void write(Path file) throws IOException {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("settings", settings)
                .put("began", text(began))
                .put("succeeded", text(succeeded))
                .put("failed", text(failed))
                .put("words", words)
                .put("failures", failures);
        Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.write(unfinished, MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(json));
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }
}
