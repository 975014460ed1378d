package io.jenkins.lib.releasegates.verify;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.verify.note.KeyRotation;
import java.util.Optional;

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
    static final String KEY_ROTATED = "key-rotated";
    static final String DEPLOYMENT_STARTED = "deployment-started";
    static final String DEPLOYMENT_ENDED = "deployment-ended";
    static final String APPROVAL_ASKED = "approval-asked";
    static final String APPROVAL_ANSWERED = "approval-answered";
    static final String APPROVAL_ENDED = "approval-ended";
    static final String APPROVAL_REMINDED = "approval-reminded";
    static final String WAIVER_ASKED = "waiver-asked";
    static final String WAIVER_ANSWERED = "waiver-answered";
    static final String BREAK_GLASS_ASKED = "break-glass-asked";
    static final String BREAK_GLASS_ANSWERED = "break-glass-answered";
    static final String BREAK_GLASS_REVIEWED = "break-glass-reviewed";
    static final String INPUT_ANSWERED = "input-answered";
    static final String READINESS_ANSWERED = "readiness-answered";
    static final String READINESS_WITHDRAWN = "readiness-withdrawn";
    static final String READINESS_CONFIRMED = "readiness-not-applicable-confirmed";
    static final String READINESS_FOLLOW_UP = "readiness-follow-up-opened";
    static final String READINESS_FOLLOW_UP_DONE = "readiness-follow-up-done";
    static final String READINESS_CHECKED = "readiness-checked";
    static final String DECISION_REVOKED = "decision-revoked";
    static final String CONFIGURATION_CHANGED = "configuration-changed";
    static final String EVIDENCE_ERASED = "evidence-erased";
    static final String PERSONS_ERASED = "persons-erased";
    static final String JOB_CHANGED = "job-changed";
    static final String BUILD_CHANGED = "build-changed";

    /** What the entry says when it names another key. */
    Optional<KeyRotation> rotation() {
        return kind.equals(KEY_ROTATED)
                ? Optional.of(new KeyRotation(
                        body.path("key").asText(),
                        Optional.ofNullable(body.path("previous").textValue()),
                        Optional.ofNullable(body.path("endorsement").textValue()),
                        body.path("possession").asText()))
                : Optional.empty();
    }

    /** Whether the body was too large, stands here in part and in full beside the trail. */
    boolean cut() {
        return body.has("cut");
    }
}
