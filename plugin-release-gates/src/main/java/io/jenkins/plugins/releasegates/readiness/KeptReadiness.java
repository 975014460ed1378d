package io.jenkins.plugins.releasegates.readiness;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hudson.AbortException;
import hudson.model.Run;
import io.jenkins.lib.releasegates.readiness.ReadinessJson;
import io.jenkins.lib.releasegates.readiness.ReadinessResult;
import io.jenkins.lib.releasegates.readiness.UnreadableReadinessException;
import io.jenkins.plugins.releasegates.Messages;
import io.jenkins.plugins.releasegates.audit.ReleaseAuditAction;
import io.jenkins.plugins.releasegates.build.StepSurroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What is known of one {@code orrChecklist}, in a file of its build; written whole, so that a crash leaves the former state or the new one. */
final class KeptReadiness {

    private static final String DIRECTORY = "release-gates-readiness";
    private static final String SUFFIX = ".json";
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Object WRITING = new Object();

    private final String id;
    private final Path file;

    private KeptReadiness(String id, Path file) {
        this.id = id;
        this.file = file;
    }

    /**
     * What is known.
     *
     * @param step its id, as a name of a file
     * @param title what pages call it
     * @param deadline until when it waits; empty where it judges at once
     * @param workspace whether there was one around the step when it began
     * @param waiting whether it waits still
     * @param own the pipeline's own checklist, as YAML; empty for the owner's
     */
    record State(
            String step,
            String title,
            Optional<Instant> deadline,
            boolean workspace,
            boolean waiting,
            Optional<String> own,
            ReadinessResult result) {}

    static KeptReadiness of(StepSurroundings at) throws IOException {
        String build = ReleaseAuditAction.of(at.run()).getBuildId();
        return new KeptReadiness(build + " " + at.step(), directory(at.run()).resolve(at.step() + SUFFIX));
    }

    private static Path directory(Run<?, ?> run) {
        return run.getRootDir().toPath().resolve(DIRECTORY);
    }

    /** Those of a build, in the order of their steps; one that can't be read is left out, and told. */
    static List<State> all(Run<?, ?> run, Consumer<? super String> troubles) throws IOException {
        Path directory = directory(run);
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        List<Path> files;
        try (Stream<Path> listed = Files.list(directory)) {
            files = listed.filter(path -> path.toString().endsWith(SUFFIX))
                    .sorted(Comparator.comparing((Path path) -> path.toString().length())
                            .thenComparing(Path::toString))
                    .toList();
        }
        List<State> states = new ArrayList<>();
        for (Path path : files) {
            try {
                new KeptReadiness("", path).read().ifPresent(states::add);
            } catch (AbortException e) {
                troubles.accept(String.valueOf(e.getMessage()));
            }
        }
        return states;
    }

    /** Of the wait: the build, a blank, the step. */
    String id() {
        return id;
    }

    /** What is known; empty where nothing is yet. */
    Optional<State> read() throws IOException {
        try {
            return Optional.of(state(MAPPER.readTree(Files.readAllBytes(file))));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (JsonProcessingException
                | UnreadableReadinessException
                | DateTimeException
                | IllegalArgumentException e) {
            throw new AbortException(Messages.OrrChecklist_Lost(file, String.valueOf(e.getMessage())));
        }
    }

    private State state(JsonNode json) throws UnreadableReadinessException {
        String name = String.valueOf(file.getFileName());
        return new State(
                name.substring(0, name.length() - SUFFIX.length()),
                json.path("title").asText(),
                json.has("deadline")
                        ? Optional.of(Instant.parse(json.path("deadline").asText()))
                        : Optional.empty(),
                json.path("workspace").asBoolean(),
                json.path("waiting").asBoolean(),
                json.has("own") ? Optional.of(json.path("own").asText()) : Optional.empty(),
                ReadinessJson.read(json.path("result").asText()));
    }

    void write(State state) throws IOException {
        ObjectNode json = MAPPER.createObjectNode()
                .put("version", 1)
                .put("title", state.title())
                .put("workspace", state.workspace())
                .put("waiting", state.waiting())
                .put("result", ReadinessJson.write(state.result()));
        state.deadline().ifPresent(deadline -> json.put("deadline", deadline.toString()));
        state.own().ifPresent(own -> json.put("own", own));
        synchronized (WRITING) {
            Path directory = file.getParent();
            if (directory != null) {
                Files.createDirectories(directory);
            }
            Path next = file.resolveSibling(file.getFileName() + ".new");
            Files.write(next, MAPPER.writeValueAsBytes(json));
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
