package io.jenkins.lib.releasegates.audit.disk;

/** Bytes that belong at a place of a file. */
public record Piece(String file, long offset, byte[] bytes) {}
