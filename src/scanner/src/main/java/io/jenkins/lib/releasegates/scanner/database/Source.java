package io.jenkins.lib.releasegates.scanner.database;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Where vulnerabilities come from. */
interface Source {

    /**
     * Brings what is new into the folder; what lies there from an interrupted attempt is used again.
     *
     * @param known the marks of the snapshot to go on from; empty where there is none
     */
    News fetch(Path folder, Map<String, String> known) throws UpdateException, IOException;

    /**
     * What there is to load.
     *
     * @param files compressed answers of the NVD API 2.0, in the order in which they are to be loaded
     * @param lastModified of the newest of it, ISO 8601 in UTC
     * @param marks what the next update wants to know, by names that the source chooses
     */
    record News(List<Path> files, String lastModified, Map<String, String> marks) {

        public News {
            files = List.copyOf(files);
            marks = Map.copyOf(marks);
        }
    }
}
