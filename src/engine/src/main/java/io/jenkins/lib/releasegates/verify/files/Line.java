package io.jenkins.lib.releasegates.verify.files;

import io.jenkins.lib.releasegates.digest.Digest;

/**
 * A line as it stands in a file.
 *
 * @param number from 1
 * @param bytes without the line feed; none when there are more than the limit
 * @param length how many bytes there are without the line feed
 * @param hash SHA-256 of them, whatever their number
 * @param finished whether a line feed ends it
 */
public record Line(long number, byte[] bytes, long length, Digest hash, boolean finished) {

    public boolean tooLong() {
        return bytes.length < length;
    }
}
