package io.jenkins.lib.releasegates.audit.entry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.releasegates.digest.Digest;
import java.time.Instant;

/**
 * One entry as it stands in the trail.
 *
 * @param seq its number, from 0
 * @param at the instant of the event, in milliseconds
 * @param kind what happened: {@code evidence-recorded}, {@code gate-judged}, {@code decision-made}; later versions know more
 * @param origin id of the log it was written to, made up once at random
 * @param prev hash of the entry before
 * @param subject the build and job it is about, see {@link io.jenkins.lib.releasegates.gate.Subject}
 * @param body what happened, by kind; {@link Event#of} reads it
 * @param hash SHA-256 over the bytes of its line, without the line feed; {@code sha256sum} gives the same
 */
public record TrailEntry(
        long seq,
        Instant at,
        String kind,
        String origin,
        Digest prev,
        ObjectNode subject,
        ObjectNode body,
        Digest hash) {

    /** Names the entry among all logs: {@code <origin>/<seq>}. */
    public String id() {
        return origin + "/" + seq;
    }

    /** Id of the build it is about. */
    public String build() {
        return subject.path("build").asText();
    }
}
