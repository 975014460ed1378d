package io.jenkins.lib.releasegates.scanner.job;

import java.nio.file.Path;
import java.util.List;

/** What the worker is asked to do. */
public sealed interface Job permits ScanJob, UpdateJob {

    /** Where the result goes, when there is one. */
    Path result();

    /** All files that the job leaves behind: the result, and what belongs to it. */
    default List<Path> places() {
        return List.of(result());
    }

    /** An empty folder for the worker's own files. Whoever started the worker deletes it afterwards, however that one ended. */
    Path work();

    Limits limits();
}
