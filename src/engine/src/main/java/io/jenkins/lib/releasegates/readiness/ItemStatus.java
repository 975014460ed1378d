package io.jenkins.lib.releasegates.readiness;

import io.jenkins.lib.releasegates.gate.Verdict;

/** How an item stands, with its verdict before severity has had its say. */
public enum ItemStatus {
    MET(Verdict.Kind.PASSED, "is met"),
    MET_WITH_WARNING(Verdict.Kind.WARNING, "is met with a warning"),
    NOT_APPLICABLE(Verdict.Kind.NOT_APPLICABLE, "does not apply, as two people say"),
    ACCEPTED(Verdict.Kind.WARNING, "is not met, which is accepted until a day"),
    OVERDUE(Verdict.Kind.FAILED, "is not met, which was accepted until a day that has passed"),
    NOT_MET(Verdict.Kind.FAILED, "is not met"),
    EXPIRED(Verdict.Kind.FAILED, "was answered too long ago"),
    MISSING(Verdict.Kind.INCONCLUSIVE, "has no answer"),
    CHANGED(Verdict.Kind.INCONCLUSIVE, "has changed since it was answered"),
    UNCONFIRMED(Verdict.Kind.INCONCLUSIVE, "does not apply, as one person says; a second one is missing"),
    OWN_CHANGE(Verdict.Kind.INCONCLUSIVE, "was answered by those alone whose change it is, or may be"),
    UNKNOWN_PERSON(Verdict.Kind.INCONCLUSIVE, "was answered by somebody who isn't known any more"),
    WITHOUT_EVIDENCE(Verdict.Kind.INCONCLUSIVE, "was answered without evidence"),
    FROM_THE_FUTURE(Verdict.Kind.INCONCLUSIVE, "has an answer from the future"),
    UNCHECKED(Verdict.Kind.INCONCLUSIVE, "has not been checked"),
    UNCLEAR(Verdict.Kind.INCONCLUSIVE, "was checked without a result"),
    BROKEN(Verdict.Kind.ERROR, "could not be checked");

    private final Verdict.Kind verdict;
    private final String words;

    ItemStatus(Verdict.Kind verdict, String words) {
        this.verdict = verdict;
        this.words = words;
    }

    /** Its verdict, whatever its severity. */
    public Verdict.Kind verdict() {
        return verdict;
    }

    /** Completes the sentence "item x ...". */
    public String words() {
        return words;
    }

    /** Whether somebody has to do something now. */
    public boolean isOpen() {
        return !verdict.admits();
    }
}
