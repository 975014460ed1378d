package io.jenkins.lib.releasegates.report.control;

import java.util.Locale;

/** What the record can be asked about a period; controls name facts by their {@link #id}. */
public enum Fact {
    EVERY_PROMOTION_ADMITTED(
            "every promotion had a decision that admitted its very files, held then and wasn't revoked"),
    PROMOTIONS_APPROVED("people approved every promotion by the owner's rule"),
    APPROVER_NOT_AUTHOR(
            "nobody approved who is known to have had a part in it, and all grounds for that were enforced"),
    CHANGE_LIST_KNOWN("the list of changes of every promotion is known, and complete"),
    WAIVERS_REVIEWED("no gate was waived but by a waiver that somebody else granted in time"),
    BREAK_GLASS_REVIEWED("every break-glass was reviewed afterwards, and found justified"),
    EVIDENCE_PROVENANCE("nothing that decided was reported by the pipeline itself"),
    EVIDENCE_KEPT("the evidence of every decision is still kept, and is what the entries say"),
    OUTCOME_KNOWN("how every promotion ended is known, and was recorded when it happened"),
    NO_REPEATED_BUILDS("nothing came from a build that was replayed or restarted from a stage"),
    RULES_UNCHANGED("the owner's rules of the environment stayed as they were"),
    PEOPLE_KNOWN("who acted is still kept"),
    RECORD_STRENGTH("the record is whole, and a witness outside holds it against this host's administrators");

    private final String words;

    Fact(String words) {
        this.words = words;
    }

    /** The name in files of controls: {@code every-promotion-admitted}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What is so where the record shows it. */
    public String words() {
        return words;
    }
}
