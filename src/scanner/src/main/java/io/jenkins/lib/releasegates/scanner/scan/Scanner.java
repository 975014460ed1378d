package io.jenkins.lib.releasegates.scanner.scan;

import io.jenkins.lib.releasegates.scanner.job.ScanJob;
import io.jenkins.lib.releasegates.scanner.result.ResultFile;
import java.io.IOException;

/** One kind of scan. */
public interface Scanner {

    /**
     * Looks at what the job names, and writes what it finds: first {@link ResultFile#begin}, then components, findings and problems, then {@link
     * ResultFile#end}. The caller moves the file into place afterwards; it does not when this throws.
     *
     * @throws ScanException when the job can't be done as a whole; a single file that can't be read is a problem in the result instead
     */
    void scan(ScanJob job, Progress progress, ResultFile result) throws ScanException, IOException;
}
