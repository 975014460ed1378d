package io.jenkins.lib.releasegates.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The whole worker that looks for secrets, beside {@code grep -E} with the same expressions over the same files: the project's own. */
final class SecretBenchmark {

    private static final Path RULES = Path.of(
            "src/scanner/src/main/resources/io/jenkins/lib/releasegates/scanner/secrets/rule/rules/secrets.yaml");
    private static final Path BUNDLE = Path.of("src/scanner/target/scanner-bundle");
    private static final Pattern EXPRESSION = Pattern.compile("(?m)^    expression: '(.*)'$");
    private static final Pattern SOURCE =
            Pattern.compile(".*\\.(?:java|md|xml|ya?ml|json|properties|html|jelly|jte|js|sh)");
    private static final int COPIES = 2;
    private static final int RUNS = 3;
    private static final int HEAP = 512;

    private final Path folder;

    SecretBenchmark(Path folder) {
        this.folder = folder.resolve("secrets");
    }

    Row run(Instant at) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        try {
            Path tree = tree();
            double ours = median(worker(tree), "worker", 0);
            // grep ends with 1 where nothing matches.
            double peer = median(grep(tree), "grep", 1);
            return new Row(
                    "Secrets in the project's files, beside grep -E",
                    ours,
                    peer,
                    "ms",
                    ours / peer,
                    1,
                    HEAP,
                    Row.Holds.AT_MOST,
                    at);
        } finally {
            AppendBenchmark.delete(folder);
        }
    }

    private Path tree() throws IOException {
        Path tree = folder.resolve("tree");
        for (String part : List.of("src", "docs", "plugin-release-gates", "examples")) {
            try (Stream<Path> files = Files.walk(Path.of(part))) {
                for (Path file : files.filter(SecretBenchmark::isSource).toList()) {
                    for (int copy = 0; copy < COPIES; copy++) {
                        Path place = tree.resolve("copy" + copy).resolve(file);
                        Files.createDirectories(Objects.requireNonNull(place.getParent()));
                        Files.copy(file, place);
                    }
                }
            }
        }
        return tree;
    }

    private static boolean isSource(Path file) {
        return Files.isRegularFile(file)
                && SOURCE.matcher(file.toString()).matches()
                && Stream.of("target", "node_modules")
                        .noneMatch(name -> file.toString().contains("/" + name + "/"));
    }

    private List<String> worker(Path tree) throws IOException {
        Path job = Files.writeString(
                folder.resolve("job.json"),
                String.format(
                        Locale.ROOT,
                        "{\"version\": 1, \"do\": \"scan\", \"kind\": \"secrets\", \"folder\": \"%s\", \"work\": \"%s\", \"result\": \"%s\"}",
                        tree,
                        Files.createDirectories(folder.resolve("work")),
                        folder.resolve("result.jsonl")));
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + HEAP + "m",
                "-cp",
                BUNDLE.toAbsolutePath() + "/lib/release-gates-scanner.jar",
                "io.jenkins.lib.releasegates.scanner.Main",
                job.toString());
    }

    private List<String> grep(Path tree) throws IOException {
        List<String> expressions = new ArrayList<>();
        for (Matcher rule = EXPRESSION.matcher(Files.readString(RULES)); rule.find(); ) {
            expressions.add(GrepExpression.of(rule.group(1).replace("''", "'")));
        }
        Path file = Files.write(folder.resolve("expressions"), expressions, StandardCharsets.UTF_8);
        return List.of("grep", "-rIEn", "-f", file.toString(), tree.toString());
    }

    private double median(List<String> command, String name, int fine) throws IOException, InterruptedException {
        double[] millis = new double[RUNS];
        for (int run = 0; run < RUNS; run++) {
            ProcessBuilder builder = new ProcessBuilder(command)
                    // To /dev/null, grep would end at its first match.
                    .redirectOutput(folder.resolve(name + ".out").toFile())
                    .redirectError(folder.resolve(name + ".err").toFile());
            // Its fastest.
            builder.environment().put("LC_ALL", "C");
            long begun = System.nanoTime();
            Process process = builder.start();
            try {
                if (!process.waitFor(10, TimeUnit.MINUTES) || process.exitValue() > fine) {
                    throw new IOException(name + " failed: " + Files.readString(folder.resolve(name + ".err")));
                }
            } finally {
                process.destroyForcibly();
            }
            millis[run] = (System.nanoTime() - begun) / 1e6;
        }
        Arrays.sort(millis);
        return millis[RUNS / 2];
    }
}
