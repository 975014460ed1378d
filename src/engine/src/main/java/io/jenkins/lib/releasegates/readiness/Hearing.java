package io.jenkins.lib.releasegates.readiness;

import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.readiness.ItemResult.Source;
import io.jenkins.lib.releasegates.readiness.ItemResult.Words;
import io.jenkins.lib.releasegates.readiness.answer.GivenEvidence;
import io.jenkins.lib.releasegates.readiness.answer.Statement;
import io.jenkins.lib.releasegates.readiness.answer.Statement.Confirmation;
import io.jenkins.lib.releasegates.readiness.answer.Statement.FollowUp;
import io.jenkins.lib.releasegates.readiness.answer.Statement.Kind;
import io.jenkins.lib.releasegates.readiness.checklist.Checklist;
import io.jenkins.lib.releasegates.readiness.checklist.Item;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What people have said about one item, at one instant.
 *
 * <p>The newest statement that counts decides. One in favour that doesn't count is passed over, since an older one of somebody else may still do; a no
 * is never passed over, whoever said it, unless the question has changed.
 */
final class Hearing {

    private final Checklist checklist;
    private final Item item;
    private final Digest digest;
    private final Authorship authors;
    private final Instant now;

    Hearing(Checklist checklist, Item item, Authorship authors, Instant now) {
        this.checklist = checklist;
        this.item = item;
        this.digest = item.digest();
        this.authors = authors;
        this.now = now;
    }

    /**
     * How the item stands by what was said.
     *
     * @param statements the newest last
     */
    Standing hear(List<Statement> statements) {
        Optional<Standing> passedOver = Optional.empty();
        for (int i = statements.size() - 1; i >= 0; i--) {
            Standing standing = standing(statements.get(i));
            if (isDecisive(standing.status())) {
                return standing;
            }
            passedOver = passedOver.isEmpty() ? Optional.of(standing) : passedOver;
        }
        return passedOver.orElseGet(() -> new Standing(
                ItemStatus.MISSING, new Words("", item.question(), "Nobody has answered it."), Source.NONE));
    }

    /** Whether older statements don't matter any more. */
    static boolean isDecisive(ItemStatus status) {
        return switch (status) {
            case MET, NOT_APPLICABLE, ACCEPTED, OVERDUE, NOT_MET, EXPIRED -> true;
            case MET_WITH_WARNING,
                    MISSING,
                    CHANGED,
                    UNCONFIRMED,
                    OWN_CHANGE,
                    UNKNOWN_PERSON,
                    WITHOUT_EVIDENCE,
                    FROM_THE_FUTURE,
                    UNCHECKED,
                    UNCLEAR,
                    BROKEN -> false;
        };
    }

    private Standing standing(Statement said) {
        if (!said.itemDigest().equals(digest)) {
            return standing(said, ItemStatus.CHANGED, "The item has changed since it was answered.");
        }
        return switch (said.kind()) {
            case NO -> standing(said, ItemStatus.NOT_MET, "Somebody says that it isn't so.");
            case FOLLOW_UP -> followUp(said);
            case YES, NOT_APPLICABLE -> inFavour(said);
        };
    }

    /** A no whose acceptance doesn't count is a no. */
    private Standing followUp(Statement said) {
        Optional<FollowUp> accepted = said.followUp();
        if (accepted.isEmpty() || !item.followUp()) {
            return standing(said, ItemStatus.NOT_MET, "It isn't so, and this item can't be accepted until later.");
        }
        Optional<Standing> objection = objection(said);
        if (objection.isPresent()) {
            String why = objection.get().words().why();
            return standing(said, ItemStatus.NOT_MET, "It isn't so; that it is accepted doesn't count. " + why);
        }
        Instant due = accepted.get().due();
        if (due.isAfter(accepted.get().since().plus(checklist.longestFollowUp()))) {
            String why = "It isn't so, and was accepted for longer than the checklist allows, "
                    + checklist.longestFollowUp().toDays() + " days since the first time.";
            return standing(said, ItemStatus.NOT_MET, why);
        }
        return now.isBefore(due)
                ? standing(said, ItemStatus.ACCEPTED, "It isn't so, which is accepted until " + due + ".")
                : standing(said, ItemStatus.OVERDUE, "It isn't so, and was to be done by " + due + ".");
    }

    private Standing inFavour(Statement said) {
        Optional<Standing> objection = objection(said);
        if (objection.isPresent()) {
            return objection.get();
        }
        if (said.kind() == Kind.NOT_APPLICABLE && said.confirmations().stream().noneMatch(this::counts)) {
            return standing(
                    said, ItemStatus.UNCONFIRMED, "A second person who didn't make the change has to confirm it.");
        }
        if (said.kind() == Kind.YES
                && item.evidenceRequired()
                && said.evidence().isEmpty()) {
            return standing(said, ItemStatus.WITHOUT_EVIDENCE, "The answer needs a file or a link.");
        }
        Instant until = until(said);
        if (!now.isBefore(until)) {
            return standing(said, ItemStatus.EXPIRED, "The answer was good until " + until + ".");
        }
        return said.kind() == Kind.YES
                ? standing(said, ItemStatus.MET, "Attested, good until " + until + ".")
                : standing(
                        said,
                        ItemStatus.NOT_APPLICABLE,
                        "Two people say that it doesn't apply, good until " + until + ".");
    }

    /** Why what somebody said in favour doesn't count, whatever they said. */
    private Optional<Standing> objection(Statement said) {
        if (said.person().isEmpty()) {
            return Optional.of(standing(
                    said, ItemStatus.UNKNOWN_PERSON, "Who said it was erased, so it may be the change's author."));
        }
        if (authors.unknown().isPresent()) {
            return Optional.of(standing(
                    said,
                    ItemStatus.OWN_CHANGE,
                    "Whose change it is isn't known: " + authors.unknown().get()));
        }
        if (authors.authors().contains(said.person().get())) {
            return Optional.of(
                    standing(said, ItemStatus.OWN_CHANGE, "Who said it had a part in the change that goes out."));
        }
        return said.at().isAfter(now)
                ? Optional.of(standing(said, ItemStatus.FROM_THE_FUTURE, "It was said at " + said.at() + "."))
                : Optional.empty();
    }

    private boolean counts(Confirmation confirmation) {
        return !authors.authors().contains(confirmation.person())
                && !confirmation.at().isAfter(now);
    }

    /** The checklist of today says how long an answer is good. */
    private Instant until(Statement said) {
        Instant valid = said.at().plus(item.validFor());
        return said.expires().filter(valid::isAfter).orElse(valid);
    }

    private Standing standing(Statement said, ItemStatus status, String why) {
        List<Digest> by = new ArrayList<>(List.of(said.by()));
        if (status == ItemStatus.NOT_APPLICABLE) {
            said.confirmations().stream()
                    .filter(this::counts)
                    .map(Confirmation::by)
                    .forEach(by::add);
        }
        Optional<Instant> until = said.followUp().map(FollowUp::due);
        boolean lasts = said.kind() == Kind.YES || said.kind() == Kind.NOT_APPLICABLE;
        Source source = new Source(
                Optional.empty(),
                said.evidence().stream()
                        .map(GivenEvidence::digest)
                        .flatMap(Optional::stream)
                        .toList(),
                by,
                Optional.of(said.at()),
                lasts ? Optional.of(until(said)) : until);
        return new Standing(
                status, new Words(said.kind().name(), item.question(), why), source, Optional.of(said.kind()));
    }
}
