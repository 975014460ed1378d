package io.jenkins.lib.releasegates.report.compliance;

import io.jenkins.lib.releasegates.digest.Digest;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;

/**
 * Promotions that were drawn, by a rule that everybody can follow: the ids of their entries are ranked by SHA-256 over the seed, a line feed and the
 * id, and the first ones are drawn. docs/formats/compliance-report.md tells how to do it with a shell.
 *
 * @param seed SHA-256 over the lines of {@link #lines}
 * @param lines that the seed is made from
 * @param population how many there were to draw from
 * @param drawn ids of the entries by which the promotions began, in the order in which they were drawn
 * @param why nothing was drawn, where something was asked for; else empty
 */
public record Sample(Digest seed, List<String> lines, int population, List<String> drawn, String why) {

    public Sample {
        lines = List.copyOf(lines);
        drawn = List.copyOf(drawn);
    }

    /**
     * Draws.
     *
     * @param population ids of entries
     * @param head where the trail ended
     * @param complete whether the population is all of it; nothing is drawn from a part
     */
    static Sample draw(Scope scope, List<String> population, String head, boolean complete) {
        List<String> lines = List.of(
                "release-gates-sample/v1",
                scope.environment(),
                scope.from().toString(),
                scope.to().toString(),
                head,
                scope.seed());
        Digest seed = digest(String.join("\n", lines) + "\n");
        if (!complete) {
            return new Sample(
                    seed,
                    lines,
                    population.size(),
                    List.of(),
                    "Not all promotions of the period could be read, and from a part of them nothing is drawn.");
        }
        List<String> drawn = population.stream()
                .sorted(Comparator.comparing((String entry) -> rank(seed, entry)))
                .limit(scope.sample())
                .toList();
        return new Sample(seed, lines, population.size(), drawn, "");
    }

    private static String rank(Digest seed, String entry) {
        return digest(seed.hex() + "\n" + entry).hex();
    }

    private static Digest digest(String text) {
        return Digest.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
