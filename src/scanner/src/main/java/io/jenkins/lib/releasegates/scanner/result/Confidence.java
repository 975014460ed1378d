package io.jenkins.lib.releasegates.scanner.result;

/** How sure the tool is that it is this component. */
public enum Confidence {
    HIGHEST,
    HIGH,
    MEDIUM,
    LOW
}
