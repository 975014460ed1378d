package io.jenkins.lib.releasegates.evidence.reader;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.releasegates.evidence.Severity;
import io.jenkins.lib.releasegates.evidence.finding.Details;
import io.jenkins.lib.releasegates.evidence.finding.DetailsBuilder;
import io.jenkins.lib.releasegates.evidence.finding.FindingKind;
import io.jenkins.lib.releasegates.evidence.finding.Suppression;
import io.jenkins.lib.releasegates.evidence.reader.report.ReportFindings;
import io.jenkins.lib.releasegates.evidence.reader.report.SharedText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SortedNamesTest {

    private static final List<String> PATHS = List.of("", "a", "a/b", "ab", "src/Ä.java", "z");
    private static final int[] LINES = {Integer.MIN_VALUE, -1, 0, 1, 7, Integer.MAX_VALUE};
    private static final List<String> IDENTITIES =
            List.of("0", "00", "00000001", "00000002", "0000000a", "ffffffff", "f");

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3_000})
    void shouldSortAsComparingDoes(int size) {
        Random random = new Random(size);
        List<Named> all = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            all.add(named(random));
        }

        Named[] sorted = SortedNames.worstFirst(all);

        List<Named> expected = new ArrayList<>(all);
        expected.sort(Named.WORST_FIRST);
        assertThat(sorted).containsExactlyElementsOf(expected);
    }

    private static Named named(Random random) {
        Details details = random.nextInt(4) > 0
                ? Details.NONE
                : new DetailsBuilder()
                        .suppressed(Optional.of(Suppression.by("somebody", "why")))
                        .build();
        return new Named(
                new ReportFindings.Detail(
                        0,
                        PATHS.get(random.nextInt(PATHS.size())),
                        Severity.values()[random.nextInt(Severity.values().length)],
                        PATHS.get(random.nextInt(PATHS.size())),
                        LINES[random.nextInt(LINES.length)],
                        new SharedText("message", 7, ""),
                        random.nextBoolean() ? "one" : "other",
                        FindingKind.ISSUE,
                        details),
                IDENTITIES.get(random.nextInt(IDENTITIES.size())));
    }
}
