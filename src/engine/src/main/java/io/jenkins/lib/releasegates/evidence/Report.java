package io.jenkins.lib.releasegates.evidence;

import io.jenkins.lib.releasegates.digest.Digest;
import java.util.Optional;

/**
 * A file that measurements were read from.
 *
 * @param path relative to the workspace, forward slashes
 * @param format the reader's name: {@code junit}, {@code jacoco}, {@code cobertura}, {@code sarif}, {@code jmeter}, {@code k6}, {@code metrics}, or a library's
 * @param digest over the file's bytes, computed by us
 * @param size in bytes
 * @param provenance who vouches for it
 * @param tool who wrote it, as far as the report says; else empty
 * @param scan how a result of our own scan worker came to be; empty for any other report
 */
public record Report(
        String path, String format, Digest digest, long size, Provenance provenance, String tool, Optional<Scan> scan) {

    /** One that no scan worker has written. */
    public Report(String path, String format, Digest digest, long size, Provenance provenance, String tool) {
        this(path, format, digest, size, provenance, tool, Optional.empty());
    }
}
