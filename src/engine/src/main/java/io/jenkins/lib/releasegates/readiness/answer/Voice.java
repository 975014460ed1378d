package io.jenkins.lib.releasegates.readiness.answer;

import io.jenkins.lib.releasegates.digest.Digest;
import java.util.Optional;

/**
 * Who said something, as authenticated by the request that brought it.
 *
 * @param commitment what the record calls them by, in this entry alone
 * @param account empty where it was erased
 * @param inRole whether they were a member of the item's role at that moment, looked up by whoever recorded it
 */
public record Voice(Digest commitment, Optional<String> account, boolean inRole) {}
