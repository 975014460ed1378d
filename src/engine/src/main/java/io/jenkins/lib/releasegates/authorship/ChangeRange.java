package io.jenkins.lib.releasegates.authorship;

import io.jenkins.lib.releasegates.approval.Exclusions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The commits that are reachable from one revision and not from another.
 *
 * @param from the earlier revision, as it was asked for; empty where all of the history was
 * @param to the later revision, as it was asked for; hostile text where the range is incomplete
 * @param commits merges among them, the newest first as far as their dates tell; at most {@link #MAX_COMMITS}
 * @param incomplete why these aren't all, a sentence that may hold hostile text; empty when they are
 * @param unchecked why no signature could be looked at although somebody's would count, a sentence; empty where they were, and where nobody's would
 */
public record ChangeRange(
        Optional<String> from,
        String to,
        List<Commit> commits,
        Optional<String> incomplete,
        Optional<String> unchecked) {

    /** So that author and committer of each are no more than can be told of one request. */
    public static final int MAX_COMMITS = Exclusions.MAX_INVOLVED / 2;

    private static final Pattern REVISION = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");

    public ChangeRange {
        commits = List.copyOf(commits);
        if (commits.size() > MAX_COMMITS) {
            throw new IllegalArgumentException("At most " + MAX_COMMITS + " commits, found " + commits.size());
        }
    }

    /** One where nobody's signature would count. */
    public ChangeRange(Optional<String> from, String to, List<Commit> commits, Optional<String> incomplete) {
        this(from, to, commits, incomplete, Optional.empty());
    }

    /**
     * What became of the signature of a commit.
     *
     * @param principals whose the key is that has signed, as the owner of the list wrote it; empty unless it is good
     */
    public record Signature(State state, List<String> principals) {

        /** It wasn't looked at. */
        public static final Signature UNASKED = new Signature(State.UNASKED, List.of());

        public Signature {
            principals = List.copyOf(principals);
            if (principals.isEmpty() == (state == State.GOOD)) {
                throw new IllegalArgumentException(
                        "A good signature is somebody's, and no other one is: " + state + " of " + principals.size());
            }
        }

        /** Kinds of signatures. */
        public enum State {
            UNASKED(""),
            ABSENT("not signed by SSH"),
            UNTRUSTED("signed by no key that is listed and valid"),
            UNFIT("its signature does not fit"),
            GOOD("signed");

            private final String words;

            State(String words) {
                this.words = words;
            }

            String words() {
                return words;
            }
        }
    }

    /**
     * One commit, as it says itself.
     *
     * @param revision 40 or 64 lower-case hexadecimal digits
     * @param authorEmail hostile text of any length, empty where there is none; bytes that aren't UTF-8 are U+FFFD
     * @param committerEmail the same
     * @param signature over all of that, and the commit's content and history
     */
    public record Commit(String revision, String authorEmail, String committerEmail, Signature signature) {

        /** One whose signature wasn't looked at. */
        public Commit(String revision, String authorEmail, String committerEmail) {
            this(revision, authorEmail, committerEmail, Signature.UNASKED);
        }

        public Commit {
            if (!isRevision(revision)) {
                throw new IllegalArgumentException("Not a revision of 40 or 64 lower-case hexadecimal digits");
            }
        }
    }

    /** The same, with what became of signatures; of commits that aren't among them nothing is said. */
    ChangeRange with(Map<String, Signature> signatures, Optional<String> whyUnchecked) {
        List<Commit> looked = commits.stream()
                .map(commit -> new Commit(
                        commit.revision(),
                        commit.authorEmail(),
                        commit.committerEmail(),
                        signatures.getOrDefault(commit.revision(), Signature.UNASKED)))
                .toList();
        return new ChangeRange(from, to, looked, incomplete, whyUnchecked);
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
