package io.jenkins.lib.releasegates.slo.measurement;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.releasegates.slo.ServiceLevelObjective;
import io.jenkins.lib.releasegates.slo.SloSettings;
import io.jenkins.lib.releasegates.slo.budget.ErrorBudget;
import io.jenkins.lib.releasegates.slo.budget.Measured;
import io.jenkins.lib.releasegates.slo.file.SloFile;
import io.jenkins.lib.releasegates.slo.file.SloFiles;
import io.jenkins.lib.releasegates.slo.file.SloReading;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Objectives that tests write as files. */
final class Objectives {

    private Objectives() {}

    /** The one in a file without issues. */
    static ServiceLevelObjective read(String yaml) {
        SloReading reading = SloFiles.read(
                List.of(new SloFile("slo.yaml", yaml.getBytes(StandardCharsets.UTF_8))), SloSettings.of("prometheus"));
        assertThat(reading.issues()).isEmpty();
        return reading.objectives().get(0);
    }

    /** One of OpenSLO. */
    static ServiceLevelObjective openSlo(String indicator, String window, String method, String objective) {
        return read("""
                apiVersion: openslo/v1
                kind: SLO
                metadata: {name: requests}
                spec:
                  service: shop
                  indicator: {metadata: {name: x}, spec: INDICATOR}
                  timeWindow: [WINDOW]
                  budgetingMethod: METHOD
                  objectives: [OBJECTIVE]
                """.replace("INDICATOR", indicator)
                .replace("WINDOW", window)
                .replace("METHOD", method)
                .replace("OBJECTIVE", objective));
    }

    /** The budget that was measured. */
    static ErrorBudget known(Measured measured) {
        assertThat(measured).isInstanceOf(Measured.Known.class);
        return ((Measured.Known) measured).budget();
    }
}
