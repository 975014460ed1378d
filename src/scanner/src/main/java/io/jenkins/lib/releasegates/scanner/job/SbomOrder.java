package io.jenkins.lib.releasegates.scanner.job;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * That a scan shall also write what it found as CycloneDX documents.
 *
 * @param name of the subject, which is what lies in the scanned folder
 * @param version of the subject
 * @param timestamp what the documents have as their time; empty means the start of the scan
 * @param bom the document of components
 * @param vex a second one for the vulnerabilities; without a file in it they are in the first
 */
public record SbomOrder(
        String name, Optional<String> version, Optional<Instant> timestamp, Documents bom, Documents vex) {

    /** All files that are to be written. */
    public List<Path> places() {
        return Stream.concat(bom.places(), vex.places()).toList();
    }

    /** The same document in its two forms; at most one file each. */
    public record Documents(Optional<Path> json, Optional<Path> xml) {

        public static final Documents NONE = new Documents(Optional.empty(), Optional.empty());

        public boolean isEmpty() {
            return json.isEmpty() && xml.isEmpty();
        }

        private Stream<Path> places() {
            return Stream.concat(json.stream(), xml.stream());
        }
    }
}
