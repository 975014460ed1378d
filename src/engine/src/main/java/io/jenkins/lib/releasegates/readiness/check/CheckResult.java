package io.jenkins.lib.releasegates.readiness.check;

import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.gate.Verdict;
import java.time.Instant;

/**
 * What an item answered itself.
 *
 * @param item its id
 * @param itemDigest of the item that was asked
 * @param at the instant for which it was asked
 * @param verdict with what was seen, and who vouches for it
 */
public record CheckResult(String item, Digest itemDigest, Instant at, Verdict verdict) {}
