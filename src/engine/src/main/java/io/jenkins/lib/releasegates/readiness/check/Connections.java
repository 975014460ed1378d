package io.jenkins.lib.releasegates.readiness.check;

import io.jenkins.lib.releasegates.metrics.AlertRules;
import io.jenkins.lib.releasegates.metrics.MetricsServer;
import java.util.Optional;

/** What owners have defined, by name. A checklist names connections and nothing else; a name that isn't here reaches nobody. */
public interface Connections {

    /** The server of metrics that is called so. */
    Optional<MetricsServer> metrics(String name);

    /** The server of alerting rules that is called so. */
    Optional<AlertRules> alertRules(String name);

    /** Whatever is called so, asked whether it is there. */
    Optional<Probe> probe(String name);
}
