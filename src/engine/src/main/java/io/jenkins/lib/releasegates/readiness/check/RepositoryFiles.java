package io.jenkins.lib.releasegates.readiness.check;

import io.jenkins.lib.releasegates.evidence.Provenance;
import java.util.Optional;

/** Files of the service's repository at the revision that is judged. */
@FunctionalInterface
public interface RepositoryFiles {

    /**
     * The file, followed through no link out of the repository.
     *
     * @param path relative, without {@code ..}, parts separated by a slash
     * @param maxBytes a larger file is a broken source
     * @return empty when there is no such file
     * @throws BrokenSourceException when that can't be said
     */
    Optional<Found> read(String path, int maxBytes) throws BrokenSourceException, InterruptedException;

    /**
     * A file.
     *
     * @param bytes all of it; not changed by anybody
     * @param provenance reported, where it comes from the workspace of the build; observed, where the controller itself read the owner's repository
     */
    record Found(byte[] bytes, Provenance provenance) {
        public Found {
            bytes = bytes.clone();
        }

        @Override
        public byte[] bytes() {
            return bytes.clone();
        }
    }
}
