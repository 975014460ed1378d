package io.jenkins.lib.releasegates.evidence.reader.library;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A format that one of the libraries reads.
 *
 * @param name the library's own name for it, in lower case: {@code spotbugs}, {@code pit}
 * @param family the metrics it feeds, as in {@link io.jenkins.lib.releasegates.evidence.Problem#family()}
 */
public record LibraryFormat(String name, String family) {

    private static final String ANALYSIS = "edu.hm.hafner.analysis.registry.ParserRegistry";
    private static final String COVERAGE = "edu.hm.hafner.coverage.registry.ParserRegistry";
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,60}");
    private static final Map<String, String> COVERAGE_FAMILIES = new TreeMap<>(Map.of(
            "clover", "coverage",
            "go_cov", "coverage",
            "lcov", "coverage",
            "opencover", "coverage",
            "vectorcast", "coverage",
            "pit", "coverage.mutation",
            "nunit", "tests",
            "xunit", "tests"));

    /**
     * The format of that name; empty when no library that is here has it. A name that could be a scanner's is a format where analysis-model
     * isn't there either, so that {@link #read} can say what is missing.
     */
    public static Optional<LibraryFormat> find(String name) {
        String family = COVERAGE_FAMILIES.get(name);
        if (family != null) {
            return Optional.of(new LibraryFormat(name, family));
        }
        boolean possible = NAME.matcher(name).matches()
                && (!isThere(ANALYSIS) || IssueReports.names().contains(name));
        return possible ? Optional.of(new LibraryFormat(name, "findings")) : Optional.empty();
    }

    /** What the libraries that are here can read, sorted. */
    public static Collection<String> names() {
        Collection<String> names = new TreeSet<>();
        if (isThere(COVERAGE)) {
            names.addAll(COVERAGE_FAMILIES.keySet());
        }
        if (isThere(ANALYSIS)) {
            names.addAll(IssueReports.names());
        }
        return names;
    }

    /**
     * Reads a report that is held in memory.
     *
     * @param path for the library's messages
     * @throws LibraryException when the library isn't there, or can't read it
     */
    public void read(byte[] report, String path, LibrarySink sink) throws LibraryException {
        boolean coverage = COVERAGE_FAMILIES.containsKey(name);
        if (!isThere(coverage ? COVERAGE : ANALYSIS)) {
            throw new LibraryException("the format '" + name + "' needs the library edu.hm.hafner:"
                    + (coverage ? "coverage-model" : "analysis-model") + ", which isn't on the class path here");
        }
        try (LibraryNoise noise = LibraryNoise.silence()) {
            if (coverage) {
                CoverageReports.read(name, report, path, sink);
            } else {
                IssueReports.read(name, report, path, sink);
            }
        } catch (RuntimeException | StackOverflowError | LinkageError e) {
            throw new LibraryException("the library can't read it as '" + name + "': " + words(e));
        }
    }

    private static String words(Throwable e) {
        String message = e.getMessage() == null ? "" : e.getMessage().strip().replaceAll("\\s+", " ");
        String whole = e.getClass().getSimpleName() + (message.isEmpty() ? "" : ": " + message);
        return whole.length() > 300 ? whole.substring(0, 300) + "…" : whole;
    }

    private static boolean isThere(String type) {
        try {
            Class.forName(type, false, LibraryFormat.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }
}
