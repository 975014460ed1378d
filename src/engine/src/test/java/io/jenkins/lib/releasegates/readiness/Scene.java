package io.jenkins.lib.releasegates.readiness;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.releasegates.approval.Person;
import io.jenkins.lib.releasegates.approval.PersonAliases;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.evidence.Provenance;
import io.jenkins.lib.releasegates.gate.Grounds;
import io.jenkins.lib.releasegates.gate.Verdict;
import io.jenkins.lib.releasegates.readiness.answer.GivenEvidence;
import io.jenkins.lib.releasegates.readiness.answer.ReadinessEvent;
import io.jenkins.lib.releasegates.readiness.answer.ReadinessEvent.Answer;
import io.jenkins.lib.releasegates.readiness.answer.ReadinessState;
import io.jenkins.lib.releasegates.readiness.answer.Typed;
import io.jenkins.lib.releasegates.readiness.answer.Voice;
import io.jenkins.lib.releasegates.readiness.check.CheckResult;
import io.jenkins.lib.releasegates.readiness.checklist.Check;
import io.jenkins.lib.releasegates.readiness.checklist.Checklist;
import io.jenkins.lib.releasegates.readiness.checklist.HighRule;
import io.jenkins.lib.releasegates.readiness.checklist.Item;
import io.jenkins.lib.releasegates.readiness.checklist.ItemSeverity;
import io.jenkins.lib.releasegates.readiness.checklist.Section;
import io.jenkins.lib.releasegates.readiness.checklist.Service;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A service, a checklist of a few items, and what people say about them. Changed by what is said; for one test. */
public final class Scene {

    public static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    public static final Service SHOP = new Service("shop", 1);
    public static final String LIST = "launch";

    private final List<ReadinessEvent> events = new ArrayList<>();

    public static Instant daysAgo(int days) {
        return NOW.minus(Duration.ofDays(days));
    }

    public static Instant inDays(int days) {
        return NOW.plus(Duration.ofDays(days));
    }

    /** An item that people attest, good for 180 days. */
    public static Item attested(String id, ItemSeverity severity) {
        return item(id, severity, severity != ItemSeverity.BLOCKING, Set.of(1, 2, 3, 4), Optional.empty());
    }

    /** An item with a check. */
    public static Item checked(String id, ItemSeverity severity) {
        return item(id, severity, true, Set.of(1, 2, 3, 4), Optional.of(new Check.Gate(id)));
    }

    public static Item item(
            String id, ItemSeverity severity, boolean followUp, Set<Integer> tiers, Optional<Check> check) {
        return new Item(
                id,
                "Is " + id + " done?",
                "It breaks.",
                "",
                severity,
                tiers,
                Duration.ofDays(180),
                "sre",
                true,
                followUp,
                Provenance.REPORTED,
                check);
    }

    public static Item withQuestion(Item item, String question) {
        return new Item(
                item.id(),
                question,
                item.why(),
                item.guidance(),
                item.severity(),
                item.tiers(),
                item.validFor(),
                item.role(),
                item.evidenceRequired(),
                item.followUp(),
                item.leastProvenance(),
                item.check());
    }

    public static Item withProvenance(Item item, Provenance least) {
        return new Item(
                item.id(),
                item.question(),
                item.why(),
                item.guidance(),
                item.severity(),
                item.tiers(),
                item.validFor(),
                item.role(),
                item.evidenceRequired(),
                item.followUp(),
                least,
                item.check());
    }

    public static Checklist list(Item... items) {
        return list(HighRule.BY_TIER, items);
    }

    public static Checklist list(HighRule high, Item... items) {
        return new Checklist(LIST, high, Duration.ofDays(90), List.of(new Section("All", Arrays.asList(items))));
    }

    /** Accounts that differ in case alone are one; so are bob and robert. */
    public static PersonAliases people() {
        return PersonAliases.of(
                List.of(new PersonAliases.Row("bob", Set.of("robert"), Set.of())),
                account -> account.toLowerCase(Locale.ROOT));
    }

    public static Authorship by(String... accounts) {
        return Authorship.of(Arrays.stream(accounts)
                .map(account -> people().ofAccount(account))
                .collect(Collectors.toSet()));
    }

    public static Digest commitment(String account) {
        return Digest.of(("salt" + account).getBytes(StandardCharsets.UTF_8));
    }

    public static Voice voice(String account) {
        return new Voice(commitment(account), Optional.of(account), true);
    }

    public static Voice stranger(String account) {
        return new Voice(commitment(account), Optional.of(account), false);
    }

    public static GivenEvidence file() {
        return new GivenEvidence(
                GivenEvidence.Kind.FILE, Optional.of(Digest.of(new byte[] {1})), Typed.of("restore.log"));
    }

    public static ReadinessEvent.Head head(String id, Item item, Instant at) {
        return new ReadinessEvent.Head(id, SHOP.name(), LIST, item.id(), item.digest(), at);
    }

    public Scene add(ReadinessEvent event) {
        events.add(event);
        return this;
    }

    private ReadinessEvent.Head head(Item item, Instant at) {
        return head("e" + (events.size() + 1), item, at);
    }

    public Scene says(String account, Answer answer, Item item, Instant at) {
        return says(voice(account), answer, item, at, Optional.empty());
    }

    public Scene says(Voice voice, Answer answer, Item item, Instant at, Optional<Instant> expires) {
        List<GivenEvidence> evidence = answer == Answer.YES ? List.of(file()) : List.of();
        return add(new ReadinessEvent.Answered(head(item, at), voice, answer, Typed.of("Because."), evidence, expires));
    }

    public Scene confirms(String account, String statement, Item item, Instant at) {
        return add(new ReadinessEvent.NotApplicableConfirmed(
                head(item, at), voice(account), statement, Typed.of("Right.")));
    }

    public Scene accepts(String account, Item item, Instant at, Instant due) {
        return add(new ReadinessEvent.FollowUpOpened(
                head(item, at), voice(account), Typed.of("Next week."), Typed.of("dora"), due));
    }

    public Scene hasDone(String account, String statement, Item item, Instant at) {
        return add(new ReadinessEvent.FollowUpDone(
                head(item, at), voice(account), statement, Typed.of("Done."), List.of(file())));
    }

    public Scene withdraws(Voice voice, String statement, Item item, Instant at) {
        return add(new ReadinessEvent.Withdrawn(head(item, at), voice, statement, Typed.NOTHING));
    }

    public List<ReadinessEvent> events() {
        return List.copyOf(events);
    }

    public ReadinessState state() {
        return ReadinessState.of(SHOP.name(), LIST, people(), events);
    }

    public ReadinessResult judge(Checklist checklist, CheckResult... checks) {
        return judge(checklist, SHOP, by("author"), checks);
    }

    public ReadinessResult judge(Checklist checklist, Service service, Authorship authors, CheckResult... checks) {
        return Readiness.judge(checklist, service, state(), Arrays.asList(checks), authors, NOW);
    }

    public static CheckResult result(Item item, Verdict.Kind kind) {
        return result(item, kind, Optional.of(Provenance.REPORTED), NOW);
    }

    public static CheckResult result(Item item, Verdict.Kind kind, Optional<Provenance> provenance, Instant at) {
        Grounds grounds = new Grounds("seen", "demanded", "Seen.", provenance, List.of());
        return new CheckResult(item.id(), item.digest(), at, Verdict.of(kind, grounds));
    }

    public static Person person(String account) {
        return people().ofAccount(account);
    }

    /** The only item stands so, which lets nothing through, and it is said why. */
    static void assertRefused(ReadinessResult result, Verdict.Kind verdict, ItemStatus status) {
        Verdict judged = result.verdict();
        assertThat(result.items()).hasSize(1);
        assertThat(result.items().get(0).status()).as(result.toString()).isEqualTo(status);
        assertThat(judged.kind()).as(result.toString()).isEqualTo(verdict);
        assertThat(judged.kind().admits()).isFalse();
        assertThat(judged.grounds().why()).isNotBlank();
    }
}
