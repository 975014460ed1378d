package io.jenkins.lib.releasegates.report.security;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.releasegates.evidence.Severity;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * How many findings the last builds of a job had, so that nobody has to read them all again to draw it. It is kept beside the job, is made from the
 * record, and proves nothing: a line that can't be read is left out.
 *
 * @param builds the newest last, at most {@value #MAX_BUILDS}
 */
public record SecurityTrend(List<Build> builds) {

    /** Builds that are kept. */
    public static final int MAX_BUILDS = 50;

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final long MAX_BYTES = 1 << 20;

    /**
     * One build.
     *
     * @param open findings that count, by severity
     * @param suppressed those that don't
     */
    public record Build(int number, Map<Severity, Integer> open, int suppressed) {

        public Build {
            open = Map.copyOf(open);
        }

        /** What the page of the build shows. */
        public static Build of(int number, SecurityPage page) {
            Map<Severity, Integer> open = new EnumMap<>(Severity.class);
            int suppressed = 0;
            for (Severity severity : Severity.values()) {
                open.put(
                        severity,
                        page.count(severity, FindingState.NEW)
                                + page.count(severity, FindingState.OPEN)
                                + page.count(severity, FindingState.NOT_COMPARED));
                suppressed += page.count(severity, FindingState.SUPPRESSED);
            }
            return new Build(number, open, suppressed);
        }

        /** How many of that severity count. */
        public int count(Severity severity) {
            return open.getOrDefault(severity, 0);
        }

        /** How many count. */
        public int total() {
            return open.values().stream().mapToInt(Integer::intValue).sum();
        }
    }

    public SecurityTrend {
        builds = List.copyOf(builds);
    }

    /** As it is kept there; empty where nothing is, or where it is no such file. */
    public static SecurityTrend read(Path file) throws IOException {
        List<Build> builds = new ArrayList<>();
        try {
            if (Files.size(file) <= MAX_BYTES) {
                for (String line :
                        Files.readString(file, StandardCharsets.UTF_8).split("\n")) {
                    read(line, builds);
                }
            }
        } catch (NoSuchFileException | CharacterCodingException e) {
            return new SecurityTrend(List.of());
        }
        return new SecurityTrend(newest(builds));
    }

    private static void read(String line, List<Build> builds) {
        try {
            JsonNode json = MAPPER.readTree(line);
            if (json == null || json.path("build").asInt() <= 0) {
                return;
            }
            Map<Severity, Integer> open = new EnumMap<>(Severity.class);
            for (Severity severity : Severity.values()) {
                open.put(severity, Math.max(0, json.path(severity.id()).asInt()));
            }
            builds.add(new Build(
                    json.path("build").asInt(),
                    open,
                    Math.max(0, json.path("suppressed").asInt())));
        } catch (JsonProcessingException e) {
            // A line of something else; there is nothing to draw for it.
        }
    }

    /** The last word about each build, by number. */
    private static List<Build> newest(List<Build> builds) {
        Map<Integer, Build> byNumber = new TreeMap<>();
        builds.forEach(build -> byNumber.put(build.number(), build));
        List<Build> sorted = List.copyOf(byNumber.values());
        return sorted.subList(Math.max(0, sorted.size() - MAX_BUILDS), sorted.size());
    }

    /** With this build, in the place of what was known of it. */
    public SecurityTrend with(Build build) {
        List<Build> all = new ArrayList<>(builds);
        all.add(build);
        return new SecurityTrend(newest(all));
    }

    /** Keeps it there; whoever reads sees the file of before or this one. */
    public void write(Path file) throws IOException {
        StringBuilder text = new StringBuilder();
        for (Build build : builds) {
            ObjectNode json = MAPPER.createObjectNode().put("build", build.number());
            for (Severity severity : Severity.values()) {
                json.put(severity.id(), build.count(severity));
            }
            text.append(json.put("suppressed", build.suppressed())).append('\n');
        }
        Path unfinished = Files.createTempFile(
                Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file lies in a folder"),
                "security-trend",
                ".tmp");
        try {
            Files.writeString(unfinished, text, StandardCharsets.UTF_8);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    /** The newest build; only where there is one. */
    public Build last() {
        return builds.get(builds.size() - 1);
    }

    /** Worth drawing: more than one build. */
    public boolean isDrawn() {
        return builds.size() > 1;
    }

    /** The largest number of findings of a build, and at least 1. */
    public int highest() {
        return Math.max(1, builds.stream().mapToInt(Build::total).max().orElse(1));
    }

    /** A bar of the drawing. */
    public record Bar(Severity severity, double x, double y, double width, double height) {}

    /** The bars in a drawing of that size, the worst findings of a build at the bottom. */
    public List<Bar> bars(double width, double height) {
        List<Bar> bars = new ArrayList<>();
        double step = width / Math.max(builds.size(), 10);
        for (int i = 0; i < builds.size(); i++) {
            double top = height;
            for (Severity severity : Severity.values()) {
                double tall = height * builds.get(i).count(severity) / highest();
                if (tall > 0) {
                    top -= tall;
                    bars.add(new Bar(
                            severity, hundredth(i * step), hundredth(top), hundredth(step * 0.8), hundredth(tall)));
                }
            }
        }
        return bars;
    }

    private static double hundredth(double value) {
        return Math.rint(value * 100) / 100;
    }
}
