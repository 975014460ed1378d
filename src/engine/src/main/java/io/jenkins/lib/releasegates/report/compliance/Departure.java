package io.jenkins.lib.releasegates.report.compliance;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A way round a gate: a waiver or a break-glass, with what was said to it. Every text is hostile until it is escaped.
 *
 * @param entry id of the entry that asks
 * @param breakGlass whether it is a break-glass, rather than a waiver
 * @param gate that it is for; empty for a break-glass
 * @param decision id of the decision that it is about
 * @param until when it expires, or when it has to be answered, as the entry says
 * @param replies answers and reviews, in their order
 * @param files digests of the files that it is about
 * @param own whether somebody answered or reviewed who had asked
 */
public record Departure(
        String entry,
        long seq,
        Instant at,
        boolean breakGlass,
        String gate,
        String decision,
        String until,
        Who by,
        Optional<String> reason,
        Optional<String> ticket,
        List<String> files,
        List<Reply> replies,
        boolean own) {

    public Departure {
        files = List.copyOf(files);
        replies = List.copyOf(replies);
    }

    /**
     * What was said to it.
     *
     * @param review whether it is the review afterwards, rather than an answer
     * @param word {@code GRANTED}, {@code REFUSED}, {@code WITHDRAWN}, {@code JUSTIFIED}, {@code NOT_JUSTIFIED}
     */
    public record Reply(
            String entry, long seq, Instant at, boolean review, String word, Who by, Optional<String> reason) {}

    /** The last answer before that entry; empty where nobody answered. */
    Optional<Reply> answerBefore(long entry) {
        return replies.stream()
                .filter(reply -> !reply.review() && reply.seq() < entry)
                .reduce((first, last) -> last);
    }

    /** The last review; empty where there was none. */
    Optional<Reply> review() {
        return replies.stream().filter(Reply::review).reduce((first, last) -> last);
    }
}
