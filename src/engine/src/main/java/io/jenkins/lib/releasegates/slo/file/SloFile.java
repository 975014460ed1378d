package io.jenkins.lib.releasegates.slo.file;

/**
 * A file before it is read.
 *
 * @param name as issues call it
 */
public record SloFile(String name, byte[] bytes) {

    public SloFile {
        bytes = bytes.clone();
    }

    @Override
    public byte[] bytes() {
        return bytes.clone();
    }
}
