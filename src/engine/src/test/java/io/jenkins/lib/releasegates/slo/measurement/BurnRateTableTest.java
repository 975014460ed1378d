package io.jenkins.lib.releasegates.slo.measurement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class BurnRateTableTest {

    private static final BurnRateTable TABLE = BurnRateTable.shipped();

    private static String text(InputStream in) throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }

    private static String withoutComments(String yaml) {
        return yaml.lines().filter(line -> !line.startsWith("#")).collect(Collectors.joining("\n"));
    }

    @Test
    void shouldBeSlothsTableAndNameItsSources() throws IOException {
        String shipped;
        try (InputStream in = BurnRateTable.class.getResourceAsStream("google-30d.yaml")) {
            shipped = text(in);
        }
        Path sloth = Path.of(
                System.getProperty("project.root"),
                "src/engine/src/test/resources/fixtures/slo/sloth-windows-google-30d.yaml");

        assertThat(withoutComments(shipped)).isEqualTo(withoutComments(Files.readString(sloth)));
        assertThat(shipped.lines().limit(8).collect(Collectors.joining()))
                .contains("Site Reliability Workbook", "slok/sloth");
    }

    @Test
    void shouldAlertAtTheBurnRatesOfTheWorkbook() {
        List<Double> expected = List.of(14.4, 6.0, 3.0, 1.0);
        for (int i = 0; i < expected.size(); i++) {
            assertThat(TABLE.rows().get(i).factor(Duration.ofDays(30))).isCloseTo(expected.get(i), within(1e-12));
        }
        // 28 days, as in Sloth's other table: 2 % of 672 hours
        assertThat(TABLE.rows().get(0).factor(Duration.ofDays(28))).isCloseTo(13.44, within(1e-12));
    }

    @Test
    void shouldLeaveOutWindowsThatAreLongerThanTheObjectives() {
        assertThat(TABLE.within(Duration.ofDays(1))).hasSize(3);
        assertThat(TABLE.within(Duration.ofHours(1))).hasSize(1);
        assertThat(BurnRateTable.windows(TABLE.rows())).hasSize(7).isSorted();
    }
}
