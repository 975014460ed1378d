package io.jenkins.lib.releasegates.packaging;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/** The versions in src/jenkins-api/baseline.properties. */
final class Baseline {
    static final Path ROOT = Path.of(System.getProperty("project.root"));

    private final Properties properties = new Properties();

    Baseline() throws IOException {
        try (Reader in = Files.newBufferedReader(ROOT.resolve("src/jenkins-api/baseline.properties"))) {
            properties.load(in);
        }
    }

    Properties all() {
        return properties;
    }

    String version(String name) {
        return Optional.ofNullable(properties.getProperty(name))
                .orElseThrow(() -> new IllegalArgumentException(name + " is not in baseline.properties"));
    }
}
