package io.jenkins.lib.releasegates.approval;

import io.jenkins.lib.releasegates.digest.Digest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A request for approval with all that was answered; a value, each event gives the next one.
 *
 * <p>It has one outcome at most. What is asked about may still turn an approval {@link Status#STALE}. An event that changes nothing, as a second
 * click, gives this same request, so that whoever keeps it sees by {@code ==} that there is nothing to record. Instants are the caller's; nothing
 * counts from the {@link #deadline} on, whoever noticed first. They are cut to milliseconds, as the record keeps no more. Names of persons are in it: it is working state, not the record.
 *
 * @param content what is asked about
 * @param exclusions who may not answer, as known at the last {@link #ask} or {@link #recheck}
 * @param answers approvals and withdrawals in their order, and the rejection that ended it; at most {@link #MAX_ANSWERS}
 * @param ending when and how it ended; empty while it waits
 */
public record ApprovalRequest(
        ApprovalTerms terms,
        ApprovalContent content,
        Exclusions exclusions,
        Instant askedAt,
        List<Answer> answers,
        Status status,
        Optional<Ending> ending) {

    /** The most answers of one request, so that clicking on and off doesn't fill a disk. */
    public static final int MAX_ANSWERS = 500;

    /** From here on only withdrawals and a rejection are taken, for which there is room. */
    private static final int MAX_APPROVALS = MAX_ANSWERS / 2 - 1;

    public ApprovalRequest {
        askedAt = askedAt.truncatedTo(ChronoUnit.MILLIS);
        answers = List.copyOf(answers);
        if (ending.isPresent() == (status == Status.WAITING)) {
            throw new IllegalArgumentException(
                    "A request has an ending unless it waits, found " + status + " " + ending);
        }
        if (answers.size() > MAX_ANSWERS) {
            throw new IllegalArgumentException("At most " + MAX_ANSWERS + " answers, found " + answers.size());
        }
        Digest digest = content.digest();
        if (answers.stream().anyMatch(answer -> !answer.shown().equals(digest))) {
            throw new IllegalArgumentException("An answer is to other content than " + digest);
        }
    }

    /** How a request stands. */
    public enum Status {
        /** {@link #missing} says for whom. */
        WAITING,
        APPROVED,
        /** One eligible person refused. */
        REJECTED,
        /** The deadline passed. */
        TIMED_OUT,
        /** A newer request took its place. */
        SUPERSEDED,
        /** The build that waits was ended. */
        ABORTED,
        /** What was asked about, or who may have answered, is no longer so; it has to be asked again. */
        STALE
    }

    /** When and how a request ended; the words are a sentence and may name persons. */
    public record Ending(Instant at, String words) {

        public Ending {
            at = at.truncatedTo(ChronoUnit.MILLIS);
        }
    }

    /** What became of an event. */
    public sealed interface Reply {

        /** The request as it stands now. */
        ApprovalRequest request();
    }

    /** The answer counts, or had been given before. */
    public record Accepted(ApprovalRequest request) implements Reply {}

    /**
     * The answer doesn't count.
     *
     * @param request without the answer; timed out, where its deadline has passed
     * @param why a sentence for whoever answered
     */
    public record Refused(ApprovalRequest request, String why) implements Reply {}

    /** A request that waits. Whoever holds one for the same build and environment supersedes it first. */
    public static ApprovalRequest ask(ApprovalTerms terms, ApprovalContent content, Exclusions exclusions, Instant at) {
        return new ApprovalRequest(terms, content, exclusions, at, List.of(), Status.WAITING, Optional.empty());
    }

    /** Nothing counts from this instant on. */
    public Instant deadline() {
        return askedAt.plus(terms.timeout());
    }

    /** Who is still missing, a line each, the lines for later stages behind; first, where it can't be fulfilled, why. Empty unless it waits. */
    public List<String> missing(PersonAliases aliases, Membership membership) {
        List<String> missing = new ArrayList<>();
        if (status == Status.WAITING) {
            exclusions.block(aliases).ifPresent(missing::add);
            Tally tally = new Tally(this, aliases, membership);
            tally.tooFewNamed().ifPresent(missing::add);
            missing.addAll(tally.missing());
        }
        return missing;
    }

    /** When those who are missing are to be reminded next, behind this instant; empty when no more before the deadline. */
    public Optional<Instant> nextReminder(Instant after) {
        if (status != Status.WAITING || terms.remindEvery().isEmpty()) {
            return Optional.empty();
        }
        Duration every = terms.remindEvery().get();
        long passed = Math.max(0, Duration.between(askedAt, after).dividedBy(every));
        Instant next = askedAt.plus(every.multipliedBy(passed + 1));
        return Optional.of(next).filter(deadline()::isAfter);
    }

    /**
     * Somebody approves or rejects. One rejection by anybody who is asked in any stage ends the request. The same answer of the same person again
     * gives the same request; an approval that counts for nothing any more, as its stage has opened again, may be given anew.
     *
     * @throws IllegalArgumentException when it is a withdrawal
     */
    public Reply answer(Answer answer, PersonAliases aliases, Membership membership) {
        if (answer.kind() == Answer.Kind.WITHDRAW) {
            throw new IllegalArgumentException("A withdrawal is no answer; use withdraw");
        }
        Person person = aliases.ofAccount(answer.account());
        if (status != Status.WAITING && isRepeated(answer, person, aliases)) {
            return new Accepted(this);
        }
        ApprovalRequest now = expire(answer.at());
        if (now.status != Status.WAITING) {
            return now.refusedAsEnded();
        }
        Tally tally = new Tally(this, aliases, membership);
        Optional<String> objection =
                objection(answer, person, aliases).or(() -> objection(answer, person, aliases, tally));
        if (objection.isPresent()) {
            return new Refused(this, objection.get());
        }
        if (answer.kind() == Answer.Kind.REJECT) {
            return new Accepted(with(recorded(answer, membership))
                    .ended(Status.REJECTED, answer.at(), "Rejected by " + person + "."));
        }
        return tally.hasHeard(person)
                ? new Accepted(this)
                : new Accepted(with(recorded(answer, membership)).concluded(answer.at(), aliases, membership));
    }

    /** Why an approval by that account would not be taken, apart from what its reason says; empty when it would, and isn't there yet. */
    public Optional<String> objectionTo(Answer approval, PersonAliases aliases, Membership membership) {
        ApprovalRequest now = expire(approval.at());
        if (now.status != Status.WAITING) {
            return Optional.of("This request has ended.");
        }
        Person person = aliases.ofAccount(approval.account());
        List<String> own = exclusions.reasons(person, aliases);
        if (!own.isEmpty()) {
            return Optional.of("Nobody decides about their own: " + person + " " + Exclusions.listed(own) + ".");
        }
        Tally tally = new Tally(this, aliases, membership);
        return tally.hasHeard(person)
                ? Optional.of(person + " has approved it.")
                : objection(approval, person, aliases, tally);
    }

    /** Whether an approval of this person stands that could be taken back. */
    public boolean hasApproved(String account, PersonAliases aliases) {
        return Tally.standing(answers, aliases).containsKey(aliases.ofAccount(account));
    }

    private Optional<String> objection(Answer answer, Person person, PersonAliases aliases) {
        if (answer.at().isBefore(askedAt)) {
            return Optional.of("The answer is from " + answer.at() + ", before this was asked at " + askedAt + ".");
        }
        if (!answer.shown().equals(content.digest())) {
            return Optional.of("The page that was answered shows " + answer.shown() + "; this request is about "
                    + content.digest() + ". Load the page again.");
        }
        if (answer.kind() == Answer.Kind.APPROVE && answers.size() >= MAX_APPROVALS) {
            return Optional.of("This request has had " + answers.size() + " answers; it has to be asked again.");
        }
        if (terms.reauthenticate() && !answer.reauthenticated()) {
            return Optional.of("This environment wants the password with each approval and refusal.");
        }
        List<String> own = exclusions.reasons(person, aliases);
        return own.isEmpty()
                ? terms.reason().objection(answer.reason())
                : Optional.of("Nobody decides about their own: " + person + " " + Exclusions.listed(own) + ".");
    }

    private Optional<String> objection(Answer answer, Person person, PersonAliases aliases, Tally tally) {
        if (answer.kind() == Answer.Kind.REJECT) {
            return tally.objectionToReject(answer.account());
        }
        return exclusions
                .block(aliases)
                .or(() -> tally.hasHeard(person) ? Optional.empty() : tally.objection(answer.account()));
    }

    /** Takes an approval back, before anything is decided. */
    public Reply withdraw(String account, Instant at, PersonAliases aliases) {
        Answer withdrawal = new Answer(Answer.Kind.WITHDRAW, account, content.digest(), "", at, Set.of());
        Person person = aliases.ofAccount(account);
        if (isRepeated(withdrawal, person, aliases)) {
            return new Accepted(this);
        }
        ApprovalRequest now = expire(at);
        if (now.status != Status.WAITING) {
            return now.refusedAsEnded();
        }
        if (!Tally.standing(answers, aliases).containsKey(person)) {
            return new Refused(this, person + " has approved nothing here that could be taken back.");
        }
        return answers.size() < MAX_ANSWERS - 1
                ? new Accepted(with(withdrawal))
                : new Refused(this, "This request has had " + answers.size() + " answers; reject it instead.");
    }

    /** Times out from the deadline on; otherwise the same. */
    public ApprovalRequest expire(Instant now) {
        return status == Status.WAITING && !now.isBefore(deadline())
                ? ended(Status.TIMED_OUT, deadline(), "Nobody decided in time.")
                : this;
    }

    /** A newer request takes its place; the same when it has ended already. */
    public ApprovalRequest supersede(Instant at) {
        ApprovalRequest now = expire(at);
        return now.status == Status.WAITING
                ? now.ended(Status.SUPERSEDED, at, "A newer request took the place of this one.")
                : now;
    }

    /** It doesn't hold any more for another reason, which is a sentence; the same when it has ended otherwise. */
    public ApprovalRequest outdated(Instant at, String why) {
        ApprovalRequest now = expire(at);
        return now.isOpenToStaleness() ? now.ended(Status.STALE, at, why) : now;
    }

    /** Nobody waits for an answer any more; the same when it has ended already. */
    public ApprovalRequest abort(Instant at) {
        ApprovalRequest now = expire(at);
        return now.status == Status.WAITING
                ? now.ended(Status.ABORTED, at, "The build that waits for it was ended.")
                : now;
    }

    /** What is asked about is this now: stale when an approval of what was asked doesn't {@linkplain ApprovalContent#changesSince cover} it. */
    public ApprovalRequest contentChanged(ApprovalContent now, Instant at) {
        ApprovalRequest current = expire(at);
        List<String> changed = now.changesSince(content);
        return changed.isEmpty() || !current.isOpenToStaleness()
                ? current
                : current.ended(
                        Status.STALE, at, "What was asked about has changed: " + Exclusions.listed(changed) + ".");
    }

    /**
     * Counts again with what is known now; to be called when something of it may have changed, and right before an approval is used. A request that
     * waits may become approved by it, an approved one stale.
     */
    public ApprovalRequest recheck(Exclusions known, Instant at, PersonAliases aliases, Membership membership) {
        ApprovalRequest current = expire(at);
        if (!current.isOpenToStaleness()) {
            return current;
        }
        ApprovalRequest informed = known.equals(exclusions)
                ? current
                : new ApprovalRequest(terms, content, known, askedAt, answers, current.status, current.ending);
        if (informed.status == Status.WAITING) {
            return informed.concluded(at, aliases, membership);
        }
        Tally tally = new Tally(informed, aliases, membership);
        Optional<String> block = known.block(aliases);
        if (tally.isMet() && block.isEmpty()) {
            return informed;
        }
        String why = block.orElseGet(() -> "Missing now: " + String.join("; ", tally.missing()) + ".");
        return informed.ended(Status.STALE, at, "The approvals no longer suffice. " + why);
    }

    private ApprovalRequest concluded(Instant at, PersonAliases aliases, Membership membership) {
        Tally tally = new Tally(this, aliases, membership);
        return tally.isMet() && exclusions.block(aliases).isEmpty()
                ? ended(Status.APPROVED, at, "Approved by " + tally.people() + ".")
                : this;
    }

    private boolean isOpenToStaleness() {
        return status == Status.WAITING || status == Status.APPROVED;
    }

    /** The last word of this person was the same. */
    private boolean isRepeated(Answer answer, Person person, PersonAliases aliases) {
        Map<Person, Answer.Kind> last = answers.stream()
                .collect(Collectors.toMap(
                        given -> aliases.ofAccount(given.account()), Answer::kind, (earlier, later) -> later));
        return last.get(person) == answer.kind() && answer.shown().equals(content.digest());
    }

    private Reply refusedAsEnded() {
        Ending end = ending.orElseThrow();
        return new Refused(this, "This request ended at " + end.at() + ". " + end.words());
    }

    private Answer recorded(Answer answer, Membership membership) {
        return answer.in(exclusions.groups(terms.rule()).stream()
                .filter(group -> membership.isMember(answer.account(), group))
                .collect(Collectors.toSet()));
    }

    private ApprovalRequest with(Answer answer) {
        List<Answer> more = new ArrayList<>(answers);
        more.add(answer);
        return new ApprovalRequest(terms, content, exclusions, askedAt, more, status, ending);
    }

    private ApprovalRequest ended(Status outcome, Instant at, String words) {
        return new ApprovalRequest(
                terms, content, exclusions, askedAt, answers, outcome, Optional.of(new Ending(at, words)));
    }
}
