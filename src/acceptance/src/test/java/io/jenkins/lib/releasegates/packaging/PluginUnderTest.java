package io.jenkins.lib.releasegates.packaging;

import java.nio.file.Path;
import java.util.List;

/** The plugins, with what is particular to each. */
enum PluginUnderTest {
    RELEASE_GATES(
            "release-gates",
            "Release Gates",
            List.of(
                    "credentials",
                    "jackson2-api",
                    "plain-credentials",
                    "scm-api",
                    "snakeyaml-api",
                    "structs",
                    "workflow-api",
                    "workflow-step-api"),
            List.of("analysis-model-api", "mailer", "pipeline-input-step", "pipeline-model-definition", "workflow-cps"),
            List.of(
                    "io/jenkins/plugins/releasegates/Messages.properties",
                    "io/jenkins/plugins/releasegates/Messages.class",
                    "io/jenkins/plugins/releasegates/ReleaseGatesHomeMonitor/message.jelly")),
    SECURITY_SCAN(
            "security-scan",
            "Security Scan",
            List.of(
                    "credentials",
                    "plain-credentials",
                    "release-gates",
                    "structs",
                    "workflow-api",
                    "workflow-step-api"),
            List.of(),
            List.of(
                    "io/jenkins/plugins/securityscan/Messages.properties",
                    "io/jenkins/plugins/securityscan/Messages.class",
                    "io/jenkins/plugins/securityscan/findings/PublishFindingsOptions/config.jelly"));

    private final String id;
    private final String title;
    private final List<String> required;
    private final List<String> optional;
    private final List<String> contents;

    PluginUnderTest(String id, String title, List<String> required, List<String> optional, List<String> contents) {
        this.id = id;
        this.title = title;
        this.required = required;
        this.optional = optional;
        this.contents = contents;
    }

    /** Artifact id, and name of the files. */
    String id() {
        return id;
    }

    /** The name that people read. */
    String title() {
        return title;
    }

    Path folder() {
        return Baseline.ROOT.resolve("plugin-" + id);
    }

    /** Plugins that have to be there. */
    List<String> required() {
        return required;
    }

    /** Plugins that are used where they are there. */
    List<String> optional() {
        return optional;
    }

    /** Some of what has to be in the jar. */
    List<String> contents() {
        return contents;
    }
}
