package io.jenkins.lib.releasegates.authorship;

import io.jenkins.lib.releasegates.approval.ApprovalContent;
import io.jenkins.lib.releasegates.approval.Exclusions;
import io.jenkins.lib.releasegates.approval.Exclusions.Doubt;
import io.jenkins.lib.releasegates.approval.Exclusions.Ground;
import io.jenkins.lib.releasegates.approval.Exclusions.IdentityKind;
import io.jenkins.lib.releasegates.approval.Exclusions.Involvement;
import io.jenkins.lib.releasegates.approval.Exclusions.Signed;
import io.jenkins.lib.releasegates.approval.PersonAliases;
import io.jenkins.lib.releasegates.authorship.ChangeRange.Commit;
import io.jenkins.lib.releasegates.authorship.ChangeRange.Signature;
import io.jenkins.lib.releasegates.digest.Digest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who had a part in a range of changes, and what isn't known of that: what {@link Exclusions} are told of it. Immutable. */
public final class Authors {

    private static final int SHOWN_DIGITS = 12;

    /** Leaves room for those who had a part on other grounds. */
    private static final int MAX_TOLD = Exclusions.MAX_INVOLVED - 500;

    private final List<Involvement> involvements;
    private final List<Doubt> doubts;
    private final List<List<Involvement>> commits;
    private final Digest changes;

    private Authors(
            List<Involvement> involvements, List<Doubt> doubts, List<List<Involvement>> commits, Digest changes) {
        this.involvements = List.copyOf(involvements);
        this.doubts = List.copyOf(doubts);
        this.commits = List.copyOf(commits);
        this.changes = changes;
    }

    /** Those of this range. */
    public static Authors of(ChangeRange range) {
        Map<Claim, Involvement> people = new LinkedHashMap<>();
        List<List<Involvement>> parts = new ArrayList<>();
        Set<String> anonymous = new LinkedHashSet<>();
        for (Commit commit : range.commits()) {
            List<Involvement> claimed = claimed(commit);
            if (claimed.size() < 2) {
                anonymous.add(shown(commit));
            }
            parts.add(claimed);
            claimed.forEach(each -> people.putIfAbsent(Claim.of(each, commit), each));
            signers(commit).forEach(each -> people.putIfAbsent(Claim.of(each, commit), each));
        }
        List<Doubt> doubts = new ArrayList<>();
        range.incomplete().ifPresent(why -> doubts.add(doubt(Doubt.Kind.INCOMPLETE_RANGE, why)));
        range.unchecked().ifPresent(why -> doubts.add(doubt(Doubt.Kind.UNCHECKED_SIGNATURES, why)));
        if (!anonymous.isEmpty()) {
            doubts.add(new Doubt(Doubt.Kind.UNMAPPED_AUTHOR, withoutAddress(anonymous)));
        }
        List<Involvement> told = List.copyOf(people.values());
        if (told.size() > MAX_TOLD) {
            doubts.add(doubt(Doubt.Kind.INCOMPLETE_RANGE, "More people than can be told of had a part in it."));
            told = told.subList(0, MAX_TOLD);
        }
        return new Authors(
                told,
                doubts,
                parts,
                ApprovalContent.changesOf(
                        range.commits().stream().map(Commit::revision).toList()));
    }

    /** What is told once, however many commits say it. */
    private record Claim(String identity, Optional<Signed> signed, Signature.State state) {

        static Claim of(Involvement involvement, Commit commit) {
            return new Claim(
                    involvement.identity().toLowerCase(Locale.ROOT),
                    involvement.signed().map(Claim::comparable),
                    commit.signature().state());
        }

        private static Signed comparable(Signed signed) {
            return new Signed(signed.principals(), signed.committer().toLowerCase(Locale.ROOT));
        }
    }

    /** Author and committer, as far as the commit names them. */
    private static List<Involvement> claimed(Commit commit) {
        Signature signature = commit.signature();
        // What can't be seen isn't taken out: who hides behind it would become somebody else.
        String committer = ClaimedText.of(commit.committerEmail().strip(), Exclusions.MAX_TEXT);
        String author = ClaimedText.of(commit.authorEmail().strip(), Exclusions.MAX_TEXT);
        Optional<Signed> signed = signature.state() == Signature.State.GOOD
                ? Optional.of(new Signed(signature.principals(), committer))
                : Optional.empty();
        String words = signed.isPresent() ? "" : signature.state().words();
        String detail = shown(commit) + (words.isEmpty() ? "" : ", " + words);
        List<Involvement> claimed = new ArrayList<>();
        for (String address : List.of(author, committer)) {
            if (!address.isEmpty()) {
                claimed.add(new Involvement(Ground.CHANGED, IdentityKind.EMAIL, address, detail, signed));
            }
        }
        return claimed;
    }

    /** Whoever has signed had a part in it, whomever the commit names. */
    private static List<Involvement> signers(Commit commit) {
        return commit.signature().principals().stream()
                .map(principal -> new Involvement(
                        Ground.CHANGED,
                        principal.contains("@") ? IdentityKind.EMAIL : IdentityKind.ACCOUNT,
                        principal,
                        shown(commit),
                        Optional.of(new Signed(commit.signature().principals(), principal))))
                .toList();
    }

    private static String shown(Commit commit) {
        return commit.revision().substring(0, SHOWN_DIGITS);
    }

    private static Doubt doubt(Doubt.Kind kind, String why) {
        return new Doubt(kind, ClaimedText.of(why, Exclusions.MAX_TEXT));
    }

    private static String withoutAddress(Set<String> revisions) {
        String newest = "commit " + revisions.iterator().next();
        return revisions.size() == 1
                ? newest + " has no address"
                : newest + " and " + (revisions.size() - 1) + " more have no address";
    }

    /**
     * Each address that authored, committed or signed once for each kind of signature, with the beginning of the newest revision; addresses that differ
     * only in case, or in space around them, are one.
     */
    public List<Involvement> involvements() {
        return involvements;
    }

    /** Why the range is incomplete, why signatures weren't looked at, and that some commit names nobody. */
    public List<Doubt> doubts() {
        return doubts;
    }

    /** The digest of the changes, as an approval binds it; of those that are known, where the range is incomplete. */
    public Digest changes() {
        return changes;
    }

    /** Of how many commits both author and committer are verified. */
    public int verified(PersonAliases aliases) {
        return (int) commits.stream()
                .filter(parts -> parts.size() == 2 && parts.stream().allMatch(part -> part.isVerified(aliases)))
                .count();
    }
}
