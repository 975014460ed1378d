package io.jenkins.lib.releasegates.audit.store;

import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import java.io.IOException;

/** Is shown lines of the trail. */
public interface LineSink {

    /** The line of that entry, without its line feed. */
    void line(long seq, byte[] line) throws IOException, LedgerException;
}
