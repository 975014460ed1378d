package io.jenkins.plugins.releasegates.analysis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import hudson.model.Run;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.slo.budget.BudgetJson;
import io.jenkins.lib.releasegates.slo.budget.KeptBudget;
import io.jenkins.plugins.releasegates.Messages;
import io.jenkins.plugins.releasegates.build.StepSurroundings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * The error budgets that steps of a build have measured, and what was found at the last look for each environment that it goes to, for its page: a file for each,
 * with a line for each budget. Where the objectives are an environment's, the first line names that.
 */
@Restricted(NoExternalUse.class)
public final class KeptBudgets {

    private static final String DIRECTORY = "release-gates-budgets";
    private static final String SUFFIX = ".jsonl";

    private static final String ENVIRONMENT = "environment";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private KeptBudgets() {}

    /**
     * A budget.
     *
     * @param environment whose objective it is; empty where it is of a file in the workspace
     */
    public record Kept(Optional<String> environment, KeptBudget budget) {}

    /**
     * Keeps those of a step.
     *
     * @param environment whose objectives they are; empty where they are of files in the workspace
     */
    public static void write(StepSurroundings at, Optional<String> environment, List<KeptBudget> budgets)
            throws IOException {
        write(at.run(), at.step(), environment, budgets);
    }

    /** Keeps what the last look for an environment has found. */
    public static void look(Run<?, ?> run, String environment, List<KeptBudget> budgets) throws IOException {
        if (!budgets.isEmpty()) {
            String name =
                    Digest.of(environment.getBytes(StandardCharsets.UTF_8)).hex();
            write(run, "environment-" + name.substring(0, 16), Optional.of(environment), budgets);
        }
    }

    private static void write(Run<?, ?> run, String name, Optional<String> environment, List<KeptBudget> budgets)
            throws IOException {
        Path directory = Files.createDirectories(directory(run));
        Path next = Files.createTempFile(directory, "next", ".new");
        List<String> lines = new ArrayList<>();
        environment.ifPresent(id -> lines.add(
                JsonNodeFactory.instance.objectNode().put(ENVIRONMENT, id).toString()));
        budgets.stream().map(BudgetJson::write).forEach(lines::add);
        Files.write(next, lines);
        Files.move(
                next,
                directory.resolve(name + SUFFIX),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        AnalysisAction.add(run);
    }

    /** Those of a step. */
    public static List<KeptBudget> of(StepSurroundings at) throws IOException {
        List<Kept> budgets = new ArrayList<>();
        Path file = directory(at.run()).resolve(at.step() + SUFFIX);
        if (Files.exists(file)) {
            read(file, budgets, trouble -> at.log(trouble));
        }
        return budgets.stream().map(Kept::budget).toList();
    }

    /** All of a build, in the order of the steps; one that can't be read is left out, and told. */
    static List<Kept> all(Run<?, ?> run, Consumer<? super String> troubles) throws IOException {
        Path directory = directory(run);
        List<Kept> budgets = new ArrayList<>();
        if (!Files.isDirectory(directory)) {
            return budgets;
        }
        List<Path> files;
        try (Stream<Path> listed = Files.list(directory)) {
            files = listed.filter(path -> path.toString().endsWith(SUFFIX))
                    .sorted(Comparator.comparing((Path path) -> path.toString().length())
                            .thenComparing(Path::toString))
                    .toList();
        }
        for (Path file : files) {
            read(file, budgets, troubles);
        }
        return budgets;
    }

    private static void read(Path file, List<Kept> budgets, Consumer<? super String> troubles) throws IOException {
        Optional<String> environment = Optional.empty();
        for (String line : Files.readAllLines(file)) {
            try {
                if (line.startsWith("{\"" + ENVIRONMENT + "\":")) {
                    environment =
                            Optional.of(MAPPER.readTree(line).path(ENVIRONMENT).asText());
                } else {
                    budgets.add(new Kept(environment, BudgetJson.read(line)));
                }
            } catch (JsonProcessingException | BudgetJson.UnreadableBudgetException e) {
                troubles.accept(Messages.KeptBudgets_Lost(file.getFileName(), String.valueOf(e.getMessage())));
            }
        }
    }

    private static Path directory(Run<?, ?> run) {
        return run.getRootDir().toPath().resolve(DIRECTORY);
    }
}
