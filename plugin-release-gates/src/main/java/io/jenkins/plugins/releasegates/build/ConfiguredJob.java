package io.jenkins.plugins.releasegates.build;

import hudson.model.Job;
import io.jenkins.lib.releasegates.digest.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import jenkins.scm.api.SCMHead;

/**
 * A job whose configuration the record is told of.
 *
 * @param directory holds its configuration
 * @param id that the record knows it by
 * @param name its full name
 * @param shared whether others have the same id, as branches of a multibranch project have
 */
record ConfiguredJob(Path directory, String id, String name, boolean shared) {

    /**
     * The job, where the record knows it already.
     *
     * @throws IOException when its id can't be read
     */
    static Optional<ConfiguredJob> of(Job<?, ?> job) throws IOException {
        Optional<String> known = JobIdentity.known(job);
        return known.isEmpty()
                ? Optional.empty()
                : Optional.of(new ConfiguredJob(
                        job.getRootDir().toPath(),
                        known.get(),
                        job.getFullName(),
                        SCMHead.HeadByItem.findHead(job) != null));
    }

    /** The digest of its configuration as it lies there now. */
    Digest digest() throws IOException {
        return ConfigurationDigest.of(Files.readAllBytes(directory.resolve("config.xml")));
    }
}
