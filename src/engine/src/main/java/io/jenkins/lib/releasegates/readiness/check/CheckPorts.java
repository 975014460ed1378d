package io.jenkins.lib.releasegates.readiness.check;

/**
 * All that checks ask.
 *
 * @param connections those that the judged service may name
 */
public record CheckPorts(Connections connections, RepositoryFiles files, GateVerdicts gates, Trials trials) {}
