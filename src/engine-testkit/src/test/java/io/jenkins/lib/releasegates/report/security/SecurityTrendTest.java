package io.jenkins.lib.releasegates.report.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.releasegates.evidence.Severity;
import io.jenkins.lib.releasegates.report.AuditPageRenderer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecurityTrendTest {

    @TempDir
    private Path directory;

    private static SecurityTrend.Build build(int number, int critical, int low, int suppressed) {
        return new SecurityTrend.Build(number, Map.of(Severity.CRITICAL, critical, Severity.LOW, low), suppressed);
    }

    private Path file() {
        return directory.resolve("trend.jsonl");
    }

    @Test
    void shouldComeBackAsItWasKept() throws IOException {
        SecurityTrend trend = SecurityTrend.read(file()).with(build(1, 2, 3, 4)).with(build(2, 0, 1, 0));
        trend.write(file());

        SecurityTrend read = SecurityTrend.read(file());

        assertThat(read.builds()).extracting(SecurityTrend.Build::number).containsExactly(1, 2);
        assertThat(read.builds().get(0).total()).isEqualTo(5);
        assertThat(read.builds().get(0).suppressed()).isEqualTo(4);
        assertThat(read.last().count(Severity.LOW)).isEqualTo(1);
        assertThat(directory)
                .isDirectoryContaining(file -> file.equals(file()))
                .isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void shouldKeepTheLastWordAboutABuildAndTheNewestBuilds() throws IOException {
        SecurityTrend trend = new SecurityTrend(List.of());
        for (int number = 60; number >= 1; number--) {
            trend = trend.with(build(number, number, 0, 0));
        }
        trend = trend.with(build(60, 7, 0, 0));

        assertThat(trend.builds()).hasSize(SecurityTrend.MAX_BUILDS);
        assertThat(trend.last().count(Severity.CRITICAL)).isEqualTo(7);
    }

    @Test
    void shouldLeaveOutWhatIsNoTrend() throws IOException {
        Files.writeString(
                file(),
                "{\"build\":1,\"critical\":1}\n{broken\n[]\n\n{\"build\":-2}\n{\"build\":3,\"critical\":-5}\nnull\n");

        assertThat(SecurityTrend.read(file()).builds())
                .extracting(SecurityTrend.Build::number)
                .containsExactly(1, 3);
        assertThat(SecurityTrend.read(file()).last().total()).isZero();

        Files.write(file(), new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
        assertThat(SecurityTrend.read(file()).builds()).isEmpty();
        assertThat(SecurityTrend.read(directory.resolve("nowhere")).builds()).isEmpty();
    }

    @Test
    void shouldDrawTheWorstAtTheBottomAndNothingOutside() {
        SecurityTrend trend = new SecurityTrend(List.of(build(1, 1, 3, 0), build(2, 0, 2, 0), build(3, 0, 0, 0)));

        List<SecurityTrend.Bar> bars = trend.bars(300, 90);

        assertThat(bars).hasSize(3);
        assertThat(bars.get(0).severity()).isEqualTo(Severity.CRITICAL);
        assertThat(bars.get(0).y() + bars.get(0).height()).isEqualTo(90);
        assertThat(bars.get(1).y()).isZero();
        assertThat(bars).allMatch(bar -> bar.x() >= 0 && bar.x() + bar.width() <= 300);
    }

    @Test
    void shouldShowEveryNumberWithoutScriptOrStyle() {
        String html = AuditPageRenderer.trend(new SecurityTrend(List.of(build(1, 1, 3, 9), build(2, 0, 2, 8))));

        assertThat(html)
                .contains("href=\"1/security/\"", "href=\"2/security/\"", ">9<", ">8<", "role=\"img\"")
                .doesNotContain("<script", "style=", "onclick");
    }
}
