package io.jenkins.lib.releasegates.evidence;

import io.jenkins.lib.releasegates.digest.Digest;

/**
 * A file that measurements were read from.
 *
 * @param path relative to the workspace, forward slashes
 * @param format the reader's name: {@code junit}, {@code jacoco}, {@code cobertura}, {@code sarif}, {@code metrics}, or a library's
 * @param digest over the file's bytes, computed by us
 * @param size in bytes
 * @param provenance who vouches for it
 * @param tool who wrote it, as far as the report says; else empty
 */
public record Report(String path, String format, Digest digest, long size, Provenance provenance, String tool) {}
