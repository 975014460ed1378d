package io.jenkins.lib.releasegates.launcher;

import java.io.IOException;
import java.nio.file.Path;

/**
 * What a worker has written. The files are gone when whoever reads them has returned.
 *
 * @param file the result, docs/formats/scan-result.md
 * @param documents the folder with the documents that were asked for
 */
public record ScanResult(Path file, Path documents) {

    /** The bill of materials, CycloneDX as JSON. */
    public Path bill() {
        return documents.resolve("bom.json");
    }

    /** The same as XML. */
    public Path billAsXml() {
        return documents.resolve("bom.xml");
    }

    /** The vulnerabilities of what is in the bill, CycloneDX as JSON. */
    public Path vex() {
        return documents.resolve("vex.json");
    }

    /** Takes from a result what is worth keeping. */
    public interface Use<T> {

        /** Called once, when the result is whole. */
        T take(ScanResult result) throws IOException;
    }
}
