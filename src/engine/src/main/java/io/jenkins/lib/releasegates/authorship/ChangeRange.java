package io.jenkins.lib.releasegates.authorship;

import io.jenkins.lib.releasegates.approval.Exclusions;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The commits that are reachable from one revision and not from another.
 *
 * @param from the earlier revision, as it was asked for; empty where all of the history was
 * @param to the later revision, as it was asked for; hostile text where the range is incomplete
 * @param commits merges among them, the newest first as far as their dates tell; at most {@link #MAX_COMMITS}
 * @param incomplete why these aren't all, a sentence that may hold hostile text; empty when they are
 */
public record ChangeRange(Optional<String> from, String to, List<Commit> commits, Optional<String> incomplete) {

    /** So that author and committer of each are no more than can be told of one request. */
    public static final int MAX_COMMITS = Exclusions.MAX_INVOLVED / 2;

    private static final Pattern REVISION = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");

    public ChangeRange {
        commits = List.copyOf(commits);
        if (commits.size() > MAX_COMMITS) {
            throw new IllegalArgumentException("At most " + MAX_COMMITS + " commits, found " + commits.size());
        }
    }

    /**
     * One commit, as it says itself.
     *
     * @param revision 40 or 64 lower-case hexadecimal digits
     * @param authorEmail hostile text of any length, empty where there is none; bytes that aren't UTF-8 are U+FFFD
     * @param committerEmail the same
     */
    public record Commit(String revision, String authorEmail, String committerEmail) {

        public Commit {
            if (!isRevision(revision)) {
                throw new IllegalArgumentException("Not a revision of 40 or 64 lower-case hexadecimal digits");
            }
        }
    }

    /** Whether the text can name a commit in full. */
    static boolean isRevision(String text) {
        return REVISION.matcher(text).matches();
    }

    /** A range of which nothing is known. */
    static ChangeRange unknown(Optional<String> from, String to, String why) {
        return new ChangeRange(from, to, List.of(), Optional.of(why));
    }
}
