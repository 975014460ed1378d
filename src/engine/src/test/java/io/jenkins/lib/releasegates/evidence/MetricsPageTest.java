package io.jenkins.lib.releasegates.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class MetricsPageTest {

    @Test
    void shouldDocumentExactlyTheMetricsOfTheCatalogue() throws IOException {
        Path page = Path.of(System.getProperty("project.root"), "docs", "metrics.md");

        assertThat(Files.readString(page))
                .as("after a change of the catalogue run the main class MetricsPage of the engine's tests")
                .isEqualTo(MetricsPage.text());
        assertThat(MetricCatalog.all()).hasSizeGreaterThan(30);
    }
}
