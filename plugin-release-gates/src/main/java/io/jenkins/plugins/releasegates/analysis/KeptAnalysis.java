package io.jenkins.plugins.releasegates.analysis;

import hudson.AbortException;
import hudson.model.Run;
import io.jenkins.lib.releasegates.analysis.metric.MetricGate;
import io.jenkins.lib.releasegates.analysis.metric.MetricState;
import io.jenkins.plugins.releasegates.Messages;
import io.jenkins.plugins.releasegates.audit.ReleaseAuditAction;
import io.jenkins.plugins.releasegates.build.StepSurroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What is known of one analysis, in a file of its build; written whole, so that a crash leaves the former state or the new one. */
final class KeptAnalysis {

    private static final String DIRECTORY = "release-gates-analyses";
    private static final String SUFFIX = ".jsonl";
    private static final Object WRITING = new Object();

    private final String id;
    private final Path directory;
    private final Path file;

    private KeptAnalysis(String id, Path directory, Path file) {
        this.id = id;
        this.directory = directory;
        this.file = file;
    }

    static KeptAnalysis of(StepSurroundings at) throws IOException {
        String build = ReleaseAuditAction.of(at.run()).getBuildId();
        return of(at.run(), build + " " + at.step(), at.step() + SUFFIX);
    }

    private static KeptAnalysis of(Run<?, ?> run, String id, String name) {
        Path directory = run.getRootDir().toPath().resolve(DIRECTORY);
        return new KeptAnalysis(id, directory, directory.resolve(name));
    }

    /** Those of a build, in the order of their steps; one that can't be read is left out, and told. */
    static List<MetricState> all(Run<?, ?> run, Consumer<? super String> troubles) throws IOException {
        Path directory = run.getRootDir().toPath().resolve(DIRECTORY);
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
        List<MetricState> states = new ArrayList<>();
        for (Path path : files) {
            try {
                new KeptAnalysis("", directory, path).read().ifPresent(states::add);
            } catch (AbortException e) {
                troubles.accept(String.valueOf(e.getMessage()));
            }
        }
        return states;
    }

    /** Of the wait. */
    String id() {
        return id;
    }

    /** What is known; empty where nothing is yet. */
    Optional<MetricState> read() throws IOException {
        try {
            return Optional.of(MetricState.read(Files.readAllBytes(file)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (MetricState.UnreadableStateException e) {
            throw new AbortException(Messages.MetricGate_Lost(file, String.valueOf(e.getMessage())));
        }
    }

    MetricState readOrBegin(MetricGate gate) throws IOException {
        Optional<MetricState> known = read();
        if (known.isPresent()) {
            return known.get();
        }
        MetricState begun = AnalysisDesk.begin(gate);
        write(begun);
        return begun;
    }

    void write(MetricState state) throws IOException {
        synchronized (WRITING) {
            replace(state);
        }
    }

    private void replace(MetricState state) throws IOException {
        Files.createDirectories(directory);
        Path next = file.resolveSibling(file.getFileName() + ".new");
        Files.write(next, state.write());
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
