package io.jenkins.lib.releasegates.scanner.tree;

import io.jenkins.lib.releasegates.scanner.job.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** What one archive, with all that is nested in it, may still cost. For one archive and thread. */
final class UnpackBudget {

    private static final int BUFFER = 1 << 16;
    /** Of a manifest or pom.xml, which Dependency-Check reads from within an archive without asking how long it is. */
    private static final long MAX_DESCRIPTION = 16L << 20;

    private final Limits limits;
    private final byte[] buffer = new byte[BUFFER];
    private long files;
    private long bytes;

    UnpackBudget(Limits limits) {
        this.limits = limits;
    }

    void enter(int depth) throws RefusedArchiveException {
        if (depth > limits.depth()) {
            throw new RefusedArchiveException(
                    "Holds more than the " + limits.depth() + " archives within one another that the job allows");
        }
    }

    void countEntry() throws RefusedArchiveException {
        if (++files > limits.archiveFiles()) {
            throw new RefusedArchiveException(
                    "Holds more than the " + limits.archiveFiles() + " files that the job allows in one archive");
        }
    }

    void copy(InputStream in, OutputStream out) throws IOException, RefusedArchiveException {
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            bytes += read;
            if (bytes > limits.archiveBytes()) {
                throw new RefusedArchiveException(
                        "Unpacks to more than the " + limits.archiveBytes() + " bytes that the job allows");
            }
            out.write(buffer, 0, read);
        }
    }

    /** Reads what a library will read again, to see that it ends. */
    void measure(InputStream in) throws IOException, RefusedArchiveException {
        long length = 0;
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            length += read;
            if (length > MAX_DESCRIPTION) {
                throw new RefusedArchiveException(
                        "Holds a description of itself of more than " + MAX_DESCRIPTION + " bytes");
            }
        }
    }
}
