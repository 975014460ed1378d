package io.jenkins.lib.releasegates.readiness;

import io.jenkins.lib.releasegates.evidence.Provenance;
import io.jenkins.lib.releasegates.gate.Grounds;
import io.jenkins.lib.releasegates.gate.Verdict;
import io.jenkins.lib.releasegates.readiness.ItemResult.Source;
import io.jenkins.lib.releasegates.readiness.ItemResult.Words;
import io.jenkins.lib.releasegates.readiness.answer.Statement;
import io.jenkins.lib.releasegates.readiness.check.CheckResult;
import io.jenkins.lib.releasegates.readiness.checklist.Check;
import io.jenkins.lib.releasegates.readiness.checklist.Item;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * An item that answers itself. People can say no, that it doesn't apply, or that its failure is accepted until a day; their yes doesn't help a check
 * that doesn't pass.
 */
public final class CheckedItem {

    /** How old a check may be when it is judged: files are read on an agent, and judged a little later. */
    public static final Duration MAX_AGE = Duration.ofHours(1);

    private final Item item;
    private final Instant now;

    CheckedItem(Item item, Instant now) {
        this.item = item;
        this.now = now;
    }

    Standing judge(List<CheckResult> checks, Standing said) {
        Standing seen = seen(checks);
        if (said.status() == ItemStatus.NOT_APPLICABLE) {
            return said;
        }
        if (said.said().filter(Statement.Kind.FOLLOW_UP::equals).isPresent() && Hearing.isDecisive(said.status())) {
            return seen.status() == ItemStatus.BROKEN || !seen.status().isOpen() ? seen : said;
        }
        return said.status() == ItemStatus.NOT_MET ? said : seen;
    }

    /** The worst of the results of this very item. */
    private Standing seen(List<CheckResult> checks) {
        Optional<CheckResult> worst = checks.stream()
                .filter(check -> check.item().equals(item.id()))
                .min(Comparator.comparing(check -> status(check).verdict()));
        if (worst.isEmpty()) {
            String required = item.check().map(Check::words).orElse("");
            return new Standing(ItemStatus.UNCHECKED, new Words("", required, "Its check has no result."), Source.NONE);
        }
        CheckResult check = worst.get();
        Grounds grounds = check.verdict().grounds();
        return new Standing(
                status(check),
                new Words(grounds.observed(), grounds.required(), why(check, grounds)),
                new Source(
                        grounds.provenance(),
                        grounds.evidence(),
                        List.of(),
                        Optional.of(check.at()),
                        Optional.empty()));
    }

    private String why(CheckResult check, Grounds grounds) {
        if (!check.itemDigest().equals(item.digest())) {
            return "Another version of this item was checked.";
        }
        if (check.verdict().kind().admits() && !isVouchedFor(check)) {
            return "Who vouches for it is too weak; the checklist wants at least "
                    + item.leastProvenance().id() + ".";
        }
        return isOfNow(check) ? grounds.why() : "It was checked at " + check.at() + ", which isn't now.";
    }

    private boolean isOfNow(CheckResult check) {
        return !check.at().isAfter(now) && Duration.between(check.at(), now).compareTo(MAX_AGE) <= 0;
    }

    private boolean isVouchedFor(CheckResult check) {
        return check.verdict()
                .grounds()
                .provenance()
                .orElse(Provenance.REPORTED)
                .meets(item.leastProvenance());
    }

    private ItemStatus status(CheckResult check) {
        if (!check.itemDigest().equals(item.digest()) || !isOfNow(check)) {
            return ItemStatus.UNCHECKED;
        }
        Verdict.Kind kind = check.verdict().kind();
        return switch (kind) {
            case PASSED -> isVouchedFor(check) ? ItemStatus.MET : ItemStatus.UNCLEAR;
            case WARNING, WAIVED -> isVouchedFor(check) ? ItemStatus.MET_WITH_WARNING : ItemStatus.UNCLEAR;
            case FAILED -> ItemStatus.NOT_MET;
            case INCONCLUSIVE, NOT_APPLICABLE -> ItemStatus.UNCLEAR;
            case ERROR -> ItemStatus.BROKEN;
        };
    }
}
