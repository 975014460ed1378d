package io.jenkins.lib.releasegates.verify;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.releasegates.digest.Digest;

/**
 * An entry whose form is right; whether it belongs where it stands is another question.
 *
 * @param at RFC 3339 with three decimals, which sorts as text
 * @param hash of its line
 */
record Entry(
        long seq,
        String at,
        String kind,
        String origin,
        Digest prev,
        ObjectNode subject,
        ObjectNode body,
        Digest hash) {

    static final String EVIDENCE_RECORDED = "evidence-recorded";
    static final String GATE_JUDGED = "gate-judged";
    static final String DECISION_MADE = "decision-made";

    /** Whether the body was too large, stands here in part and in full beside the trail. */
    boolean cut() {
        return body.has("cut");
    }
}
