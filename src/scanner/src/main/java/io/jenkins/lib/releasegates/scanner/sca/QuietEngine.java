package io.jenkins.lib.releasegates.scanner.sca;

import io.jenkins.lib.releasegates.scanner.scan.Progress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.owasp.dependencycheck.Engine;
import org.owasp.dependencycheck.analyzer.Analyzer;
import org.owasp.dependencycheck.analyzer.FileTypeAnalyzer;
import org.owasp.dependencycheck.analyzer.NodePackageAnalyzer;
import org.owasp.dependencycheck.dependency.Dependency;
import org.owasp.dependencycheck.exception.ExceptionCollection;
import org.owasp.dependencycheck.exception.InitializationException;
import org.owasp.dependencycheck.utils.Settings;

/** Dependency-Check's engine, which tells how far it is, and of which file it is that something went wrong. */
final class QuietEngine extends Engine {

    private static final String NPM = "npm";

    private final Progress progress;
    private final Map<Path, String> failures = new ConcurrentHashMap<>();
    private int analyzersBegun;

    QuietEngine(Settings settings, Progress progress) {
        super(QuietEngine.class.getClassLoader(), settings);
        this.progress = progress;
    }

    /** Files that an analyzer gave up on, with what it said. */
    Map<Path, String> failures() {
        return Collections.unmodifiableMap(failures);
    }

    /** Packages of npm are matched by exact names, in a step of their own; but their reader refuses to work without a service of the network unless all are. */
    @Override
    protected void initializeAnalyzer(Analyzer analyzer) throws InitializationException {
        getSettings()
                .setString(
                        Settings.KEYS.ECOSYSTEM_SKIP_CPEANALYZER,
                        analyzer instanceof NodePackageAnalyzer ? "none" : NPM);
        super.initializeAnalyzer(analyzer);
    }

    @Override
    protected void executeAnalysisTasks(Analyzer analyzer, List<Throwable> exceptions) throws ExceptionCollection {
        progress.at(analyzersBegun++, getAnalyzers().size(), analyzer.getName());
        List<Callable<Void>> tasks = new ArrayList<>();
        for (Dependency dependency : Arrays.asList(getDependencies())) {
            tasks.add(() -> {
                analyze(analyzer, dependency);
                return null;
            });
        }
        ExecutorService pool = getExecutorService(analyzer);
        try {
            for (Future<Void> task : pool.invokeAll(tasks)) {
                task.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ExceptionCollection(List.of(e), true);
        } catch (ExecutionException | CancellationException e) {
            throw new ExceptionCollection(List.of(e), true);
        } finally {
            pool.shutdownNow();
        }
    }

    private void analyze(Analyzer analyzer, Dependency dependency) {
        if (analyzer instanceof FileTypeAnalyzer reader && !reader.accept(dependency.getActualFile())) {
            return;
        }
        try {
            analyzer.analyze(dependency, this);
        } catch (OutOfMemoryError e) {
            throw e;
        } catch (Throwable e) {
            // Parsers of foreign formats throw nearly anything at hostile bytes; one file must not end the scan of the
            // others.
            failures.merge(
                    dependency.getActualFile().toPath(),
                    analyzer.getName() + ": " + e.getMessage(),
                    (first, second) -> first);
        }
    }
}
