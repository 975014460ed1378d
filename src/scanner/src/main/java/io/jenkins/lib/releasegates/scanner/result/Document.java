package io.jenkins.lib.releasegates.scanner.result;

/**
 * A document that was written beside a result.
 *
 * @param what {@code sbom} or {@code vex}
 * @param format {@code CycloneDX 1.6 JSON} or {@code CycloneDX 1.6 XML}
 * @param file its name, without folders
 * @param serialNumber the document's own
 * @param digest {@code sha256:} and 64 hexadecimal digits
 * @param bytes its length
 */
public record Document(String what, String format, String file, String serialNumber, String digest, long bytes) {}
