package io.jenkins.lib.releasegates.report.compliance;

import io.jenkins.lib.releasegates.report.control.Fact;
import java.util.Optional;
import java.util.Set;

/**
 * Something in a period that an auditor will want to look at.
 *
 * @param words one sentence; hostile text
 * @param entry id of the entry that shows it; empty where there is none, as of the whole record
 * @param promotion id of the entry by which the promotion began that it belongs to
 */
public record Exceptional(Kind kind, String words, Optional<String> entry, Optional<String> promotion) {

    /** What it is; each makes the answer to some facts "no", or makes it unknown. */
    public enum Kind {
        NOT_ADMITTED("Without an admitting decision", false, Fact.EVERY_PROMOTION_ADMITTED),
        DECISION_UNREADABLE(
                "Decision not kept or unreadable",
                true,
                Fact.EVERY_PROMOTION_ADMITTED,
                Fact.PROMOTIONS_APPROVED,
                Fact.EVIDENCE_PROVENANCE,
                Fact.WAIVERS_REVIEWED),
        AFTER_VALIDITY("After the decision's validity", false, Fact.EVERY_PROMOTION_ADMITTED),
        AFTER_REVOCATION("After the decision was revoked", false, Fact.EVERY_PROMOTION_ADMITTED),
        REVOKED_LATER("Decision revoked after the promotion", false, Fact.EVERY_PROMOTION_ADMITTED),
        NO_APPROVAL("Approved by nobody", false, Fact.PROMOTIONS_APPROVED, Fact.APPROVER_NOT_AUTHOR),
        APPROVAL_UNCLEAR("Approval unclear", true, Fact.PROMOTIONS_APPROVED, Fact.APPROVER_NOT_AUTHOR),
        SELF_APPROVAL("Self-approval", false, Fact.APPROVER_NOT_AUTHOR),
        EXCLUSION_OFF("Separation of duties switched off", false, Fact.APPROVER_NOT_AUTHOR),
        UNKNOWN_AUTHORSHIP("Unknown authorship", true, Fact.APPROVER_NOT_AUTHOR, Fact.CHANGE_LIST_KNOWN),
        CHANGES_UNKNOWN("Changes not in the record", true, Fact.CHANGE_LIST_KNOWN),
        WAIVED("Gate waived", false),
        WAIVER_UNCLEAR("Waiver without a grant that counts", false, Fact.WAIVERS_REVIEWED),
        BREAK_GLASS("Break-glass", false),
        BREAK_GLASS_NOT_CONFIRMED("Break-glass not confirmed", false, Fact.BREAK_GLASS_REVIEWED),
        BREAK_GLASS_NOT_REVIEWED("Break-glass without review", false, Fact.BREAK_GLASS_REVIEWED),
        BREAK_GLASS_NOT_JUSTIFIED("Break-glass found not justified", false, Fact.BREAK_GLASS_REVIEWED),
        WEAK_PROVENANCE("Evidence reported by the pipeline itself", false, Fact.EVIDENCE_PROVENANCE),
        NO_PROVENANCE("Nobody vouches for what decided", true, Fact.EVIDENCE_PROVENANCE),
        EVIDENCE_GONE("Evidence not kept any more", false, Fact.EVIDENCE_KEPT),
        EVIDENCE_DAMAGED("Evidence damaged", false, Fact.EVIDENCE_KEPT, Fact.RECORD_STRENGTH),
        EVIDENCE_NOT_CHECKED("Evidence not looked at", true, Fact.EVIDENCE_KEPT),
        END_UNKNOWN("End unknown", true, Fact.OUTCOME_KNOWN),
        NOT_ENDED("No end recorded", true, Fact.OUTCOME_KNOWN),
        RECORDED_LATE("Recorded late", false, Fact.OUTCOME_KNOWN),
        END_WITHOUT_BEGINNING("End without a beginning", true, Fact.OUTCOME_KNOWN, Fact.EVERY_PROMOTION_ADMITTED),
        REPEATED_BUILD("From a replayed or restarted build", false, Fact.NO_REPEATED_BUILDS),
        ERASED("Persons not kept any more", true, Fact.PEOPLE_KNOWN, Fact.APPROVER_NOT_AUTHOR),
        RULES_CHANGED("Rules changed", false, Fact.RULES_UNCHANGED),
        RULES_CHANGED_UNTOLD("Other rules without a recorded change", false, Fact.RULES_UNCHANGED),
        UNKNOWN_ENVIRONMENT("Environment not in the record", true),
        RECORD_DAMAGED("Record damaged", false, Fact.values()),
        RECORD_WEAKER("Record weaker than demanded", false, Fact.RECORD_STRENGTH),
        INCOMPLETE("Report incomplete", true, Fact.values());

        private final String title;
        private final boolean unknown;
        private final Set<Fact> facts;

        Kind(String title, boolean unknown, Fact... facts) {
            this.title = title;
            this.unknown = unknown;
            this.facts = Set.of(facts);
        }

        /** In a few words. */
        public String title() {
            return title;
        }

        /** Whether something isn't known, rather than known not to be so. */
        public boolean unknown() {
            return unknown;
        }

        /** Facts that aren't shown because of it. */
        public Set<Fact> facts() {
            return facts;
        }
    }
}
