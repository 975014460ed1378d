package io.jenkins.lib.releasegates.report.compliance;

import io.jenkins.lib.releasegates.report.RecordCheck;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a report doesn't say. */
final class Limits {

    private Limits() {}

    /** A sentence each. */
    static List<String> of(Scope scope, RecordCheck check, Optional<Instant> cutOff) {
        List<String> limits = new ArrayList<>();
        cutOff.ifPresent(at ->
                limits.add("Promotions that began before " + at + " are left out: there are too many for one report."));
        limits.add(
                "It lists what the record holds. A deployment that went round Release Gates, with credentials that weren't the"
                        + " environment's, left no entry and isn't here. Compare with the log of the target.");
        limits.add(
                "Promotions are found by the index beside the record, which is derived from it and not signed. Where that may have"
                        + " been tampered with, take a copy of the ledger without its folder index, and make the report from that.");
        limits.add(
                "Of the changes, the record holds how many there are, a digest over their revisions, and how many people are"
                        + " known to have had a part. The revisions, their messages and authors are in the repository; addresses of authors are kept"
                        + " with the build as long as the build is.");
        limits.add(
                "Two accounts count as two people here. The owner's table of who is who was applied when people answered, and isn't"
                        + " in the record.");
        limits.add(
                "The rule of a request and the names of persons can be erased by right; what was erased is said to be.");
        limits.add("That promotions still ran from before the period to its end isn't looked for.");
        if (!check.strength().equals("witnessed")) {
            limits.add(
                    "The record isn't witnessed: against this host's administrators it promises nothing. `release-gates verify` with a"
                            + " key and a witness that are held elsewhere tells more than this report can about itself.");
        }
        limits.add(
                "The sample is drawn from a seed with the head of the record in it. Whoever makes the report can make it again at"
                        + " another head until the sample suits; "
                        + (scope.seed().isEmpty()
                                ? "name a seed of your own (--seed) to rule that out."
                                : "the seed that was named rules that out as far as it was chosen by who reads this."));
        return limits;
    }
}
