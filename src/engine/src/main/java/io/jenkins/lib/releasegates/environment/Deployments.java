package io.jenkins.lib.releasegates.environment;

import io.jenkins.lib.releasegates.digest.Digest;
import java.io.IOException;
import java.util.Optional;

/** What is known of deployments so far; the record knows. */
public interface Deployments {

    /**
     * The deployment of an artifact that ended well in an environment, as a person names it; empty when there was none.
     *
     * @throws IOException when that can't be told
     */
    Optional<String> succeeded(String environment, Digest artifact) throws IOException;
}
