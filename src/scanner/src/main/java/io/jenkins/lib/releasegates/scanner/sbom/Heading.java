package io.jenkins.lib.releasegates.scanner.sbom;

import io.jenkins.lib.releasegates.scanner.job.SbomOrder;
import io.jenkins.lib.releasegates.scanner.result.Header;
import java.time.Instant;

/**
 * What a document is about, by whom and when.
 *
 * @param order the job's words about it
 * @param tool who looked at the files
 * @param worker digest of the manifest of the bundle that ran
 * @param chosen whether patterns of the job left files of the folder out
 * @param started what the document has as its time where the job names none
 */
public record Heading(SbomOrder order, Header.Tool tool, String worker, boolean chosen, Instant started) {

    Instant timestamp() {
        return order.timestamp().orElse(started);
    }
}
