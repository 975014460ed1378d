package io.jenkins.lib.releasegates.authorship;

import io.jenkins.lib.releasegates.approval.ApprovalContent;
import io.jenkins.lib.releasegates.approval.Exclusions;
import io.jenkins.lib.releasegates.approval.Exclusions.Doubt;
import io.jenkins.lib.releasegates.approval.Exclusions.Ground;
import io.jenkins.lib.releasegates.approval.Exclusions.IdentityKind;
import io.jenkins.lib.releasegates.approval.Exclusions.Involvement;
import io.jenkins.lib.releasegates.authorship.ChangeRange.Commit;
import io.jenkins.lib.releasegates.digest.Digest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Who had a part in a range of changes, and what isn't known of that: what {@link Exclusions} are told of it. Immutable. */
public final class Authors {

    private static final int SHOWN_DIGITS = 12;

    private final List<Involvement> involvements;
    private final List<Doubt> doubts;
    private final Digest changes;

    private Authors(List<Involvement> involvements, List<Doubt> doubts, Digest changes) {
        this.involvements = List.copyOf(involvements);
        this.doubts = List.copyOf(doubts);
        this.changes = changes;
    }

    /** Those of this range. */
    public static Authors of(ChangeRange range) {
        Map<String, Involvement> people = new LinkedHashMap<>();
        Set<String> anonymous = new LinkedHashSet<>();
        for (Commit commit : range.commits()) {
            String revision = commit.revision().substring(0, SHOWN_DIGITS);
            for (String email : List.of(commit.authorEmail(), commit.committerEmail())) {
                // What can't be seen isn't taken out: who hides behind it would become somebody else.
                String address = ClaimedText.of(email.strip(), Exclusions.MAX_TEXT);
                if (address.isEmpty()) {
                    anonymous.add(revision);
                } else {
                    people.putIfAbsent(
                            address.toLowerCase(Locale.ROOT),
                            new Involvement(Ground.CHANGED, IdentityKind.EMAIL, address, revision));
                }
            }
        }
        List<Doubt> doubts = new ArrayList<>();
        range.incomplete()
                .ifPresent(why ->
                        doubts.add(new Doubt(Doubt.Kind.INCOMPLETE_RANGE, ClaimedText.of(why, Exclusions.MAX_TEXT))));
        if (!anonymous.isEmpty()) {
            doubts.add(new Doubt(Doubt.Kind.UNMAPPED_AUTHOR, withoutAddress(anonymous)));
        }
        return new Authors(
                List.copyOf(people.values()),
                doubts,
                ApprovalContent.changesOf(
                        range.commits().stream().map(Commit::revision).toList()));
    }

    private static String withoutAddress(Set<String> revisions) {
        String newest = "commit " + revisions.iterator().next();
        return revisions.size() == 1
                ? newest + " has no address"
                : newest + " and " + (revisions.size() - 1) + " more have no address";
    }

    /**
     * Each address that authored or committed once, with the beginning of the newest revision; addresses that differ only in case, or in space around
     * them, are one.
     */
    public List<Involvement> involvements() {
        return involvements;
    }

    /** Why the range is incomplete, and that some commit names nobody. */
    public List<Doubt> doubts() {
        return doubts;
    }

    /** The digest of the changes, as an approval binds it; of those that are known, where the range is incomplete. */
    public Digest changes() {
        return changes;
    }
}
