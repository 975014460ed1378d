package io.jenkins.lib.releasegates.verify;

import java.util.List;

/**
 * What the verification of one build's proof bundle found.
 *
 * @param verification the same as of a ledger, as far as a bundle can tell; its head is the last entry in the bundle, not that of the log
 * @param build id of the build; empty when no entry tells it
 * @param entries how many there are about the build
 * @param notSigned numbers of those that nothing proves: behind the checkpoint, or all without one
 * @param rotations entries besides that say which key signs the log
 */
public record BundleReport(
        VerificationReport verification, String build, long entries, List<Long> notSigned, long rotations) {

    public BundleReport {
        notSigned = List.copyOf(notSigned);
    }
}
