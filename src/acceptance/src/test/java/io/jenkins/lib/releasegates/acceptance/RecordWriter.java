package io.jenkins.lib.releasegates.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jacoco.core.analysis.IClassCoverage;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/** Writes {@code docs/acceptance/<version of Jenkins>.json} after all scenarios were run against a Jenkins. */
public final class RecordWriter implements TestExecutionListener {

    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Map<String, String> results = new TreeMap<>();

    @SuppressWarnings("NullAway.Init")
    private TestPlan plan;

    private Map<String, String> folders = Map.of();

    @Override
    public void testPlanExecutionStarted(TestPlan started) {
        plan = started;
        folders = Project.folders();
    }

    @Override
    public synchronized void executionSkipped(TestIdentifier test, String reason) {
        put(test, "skipped: " + reason);
    }

    @Override
    public synchronized void executionFinished(TestIdentifier test, TestExecutionResult result) {
        put(
                test,
                switch (result.getStatus()) {
                    case SUCCESSFUL -> "passed";
                    case FAILED -> "failed";
                    case ABORTED ->
                        "skipped: "
                                + result.getThrowable()
                                        .map(Throwable::getMessage)
                                        .orElse("no reason given");
                });
    }

    @Override
    public synchronized void testPlanExecutionFinished(TestPlan finished) {
        JenkinsUnderTest.given().ifPresent(this::write);
    }

    private void put(TestIdentifier test, String result) {
        if (test.isTest() && test.getUniqueId().contains("Scenarios")) {
            String name = test.getDisplayName();
            for (TestIdentifier parent = test; plan.getParent(parent).isPresent(); ) {
                parent = plan.getParent(parent).get();
                if (parent.getSource().isPresent() && !parent.getDisplayName().endsWith(")")) {
                    name = parent.getDisplayName() + ": " + name;
                }
            }
            results.put(name, result);
        }
    }

    private void write(JenkinsUnderTest jenkins) {
        try {
            long ran = plan.countTestIdentifiers(
                    test -> test.isContainer() && test.getLegacyReportingName().endsWith("Scenarios"));
            long written = scenarioClasses();
            if (ran < written) {
                System.out.println(
                        "Only " + ran + " of " + written + " groups of scenarios were run, so no record is written");
                return;
            }
            ObjectNode record = MAPPER.createObjectNode();
            record.put("at", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
            record.put("jenkins", jenkins.version());
            record.put("sources", Project.digest(folders));
            ObjectNode sources = record.putObject("folders");
            folders.forEach(sources::put);
            if (Coverage.given().isPresent()) {
                record.set("lines", lines(Coverage.given().get()));
            }
            ArrayNode scenarios = record.putArray("scenarios");
            results.forEach((name, result) ->
                    scenarios.addObject().put("scenario", name).put("result", result));
            ObjectNode plugins = record.putObject("plugins");
            Map<String, String> versions = new TreeMap<>();
            for (JsonNode plugin : jenkins.json("/pluginManager/api/json?tree=plugins[shortName,version,active]")
                    .path("plugins")) {
                if (plugin.path("active").asBoolean()) {
                    versions.put(
                            plugin.path("shortName").asText(),
                            plugin.path("version").asText());
                }
            }
            versions.forEach(plugins::put);
            Path directory = Project.root().resolve("docs/acceptance");
            Files.createDirectories(directory);
            Files.writeString(
                    directory.resolve(jenkins.version().replaceAll("[^0-9A-Za-z.-]", "_") + ".json"),
                    MAPPER.writeValueAsString(record) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectNode lines(Coverage coverage) throws IOException {
        coverage.fetch();
        List<IClassCoverage> classes = coverage.classes();
        Path table = Project.root().resolve("src/acceptance/target/acceptance-lines.txt");
        Files.createDirectories(table.getParent());
        Files.writeString(table, Coverage.table(classes));
        int covered = 0;
        int missed = 0;
        for (IClassCoverage found : classes) {
            covered += found.getLineCounter().getCoveredCount();
            missed += found.getLineCounter().getMissedCount();
        }
        return MAPPER.createObjectNode().put("covered", covered).put("missed", missed);
    }

    private static long scenarioClasses() throws IOException {
        try (Stream<Path> files = Files.walk(Project.root().resolve("src/acceptance/src/test/java"))) {
            return files.filter(file -> file.toString().endsWith("Scenarios.java"))
                    .count();
        }
    }
}
