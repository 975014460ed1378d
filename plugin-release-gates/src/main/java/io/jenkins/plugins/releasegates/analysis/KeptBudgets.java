package io.jenkins.plugins.releasegates.analysis;

import hudson.model.Run;
import io.jenkins.lib.releasegates.slo.budget.BudgetJson;
import io.jenkins.lib.releasegates.slo.budget.KeptBudget;
import io.jenkins.plugins.releasegates.Messages;
import io.jenkins.plugins.releasegates.build.StepSurroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** The error budgets that steps of a build have measured, for its page: a file for each step, with a line for each budget. */
@Restricted(NoExternalUse.class)
public final class KeptBudgets {

    private static final String DIRECTORY = "release-gates-budgets";
    private static final String SUFFIX = ".jsonl";

    private KeptBudgets() {}

    /** Keeps those of a step. */
    public static void write(StepSurroundings at, List<KeptBudget> budgets) throws IOException {
        Path directory = Files.createDirectories(directory(at.run()));
        Path next = Files.createTempFile(directory, "next", ".new");
        Files.write(next, budgets.stream().map(BudgetJson::write).toList());
        Files.move(
                next,
                directory.resolve(at.step() + SUFFIX),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        AnalysisAction.add(at.run());
    }

    /** Those of a step. */
    public static List<KeptBudget> of(StepSurroundings at) throws IOException {
        List<KeptBudget> budgets = new ArrayList<>();
        Path file = directory(at.run()).resolve(at.step() + SUFFIX);
        if (Files.exists(file)) {
            read(file, budgets, trouble -> at.log(trouble));
        }
        return budgets;
    }

    /** All of a build, in the order of the steps; one that can't be read is left out, and told. */
    static List<KeptBudget> all(Run<?, ?> run, Consumer<? super String> troubles) throws IOException {
        Path directory = directory(run);
        List<KeptBudget> budgets = new ArrayList<>();
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

    private static void read(Path file, List<KeptBudget> budgets, Consumer<? super String> troubles)
            throws IOException {
        for (String line : Files.readAllLines(file)) {
            try {
                budgets.add(BudgetJson.read(line));
            } catch (BudgetJson.UnreadableBudgetException e) {
                troubles.accept(Messages.KeptBudgets_Lost(file.getFileName(), String.valueOf(e.getMessage())));
            }
        }
    }

    private static Path directory(Run<?, ?> run) {
        return run.getRootDir().toPath().resolve(DIRECTORY);
    }
}
