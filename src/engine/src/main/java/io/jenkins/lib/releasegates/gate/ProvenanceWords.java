package io.jenkins.lib.releasegates.gate;

import io.jenkins.lib.releasegates.evidence.Provenance;

/** Says why evidence isn't strong enough. */
final class ProvenanceWords {

    private ProvenanceWords() {}

    static String tooWeak(String subject, Provenance is, Provenance least) {
        return subject + " is " + is.words() + ", the policy accepts only what is " + least.words() + ".";
    }
}
