package io.jenkins.lib.releasegates.report.duty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.lib.releasegates.approval.Exclusions.Ground;
import io.jenkins.lib.releasegates.approval.Membership;
import io.jenkins.lib.releasegates.environment.ApprovalDefinition;
import io.jenkins.lib.releasegates.environment.Environment;
import io.jenkins.lib.releasegates.environment.EnvironmentDefinition;
import io.jenkins.lib.releasegates.environment.EnvironmentValidation;
import io.jenkins.lib.releasegates.environment.WaiverDefinition;
import io.jenkins.lib.releasegates.report.AuditPageRenderer;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DutiesPageTest {

    private static final Instant AT = Instant.parse("2026-11-22T12:00:00Z");

    private static final String POLICY = """
            apiVersion: release-gates/v1
            kind: ReleasePolicy
            metadata: {name: production}
            spec:
              gates:
                - name: coverage
                  criteria:
                    - {metric: coverage.line, threshold: 80}
            """;

    private static final Membership SRE = new Membership() {
        @Override
        public boolean isMember(String account, String group) {
            return group.equals("sre") && Set.of("alice", "bob-admin").contains(account);
        }

        @Override
        public boolean isKnown(String account) {
            return true;
        }
    };

    private static Environment environment(
            String name, String rule, Set<Ground> enforced, List<String> waivable, String breakGlass) {
        EnvironmentDefinition definition = new EnvironmentDefinition(
                        name,
                        "",
                        POLICY,
                        List.of("**"),
                        List.of(),
                        "",
                        "",
                        List.of(),
                        List.of(),
                        rule.isEmpty()
                                ? ApprovalDefinition.NONE
                                : new ApprovalDefinition(rule, "24h", false, "", enforced, "", List.of()))
                .with(new WaiverDefinition(waivable, waivable.isEmpty() ? "" : "7d", breakGlass));
        EnvironmentValidation validation = EnvironmentValidation.of(List.of(definition));
        return validation
                .environment(name)
                .orElseThrow(
                        () -> new IllegalArgumentException(validation.issues().toString()));
    }

    private static Environment strict() {
        return environment("production", "2 of group sre AND 1 of carol", Ground.ALL, List.of("coverage"), "4h");
    }

    private static DutyHolder holder(String person, Duty... duties) {
        Map<Duty, Set<String>> held = new EnumMap<>(Duty.class);
        Stream.of(duties).forEach(duty -> held.put(duty, Set.of(DutyHolder.EVERYWHERE)));
        return new DutyHolder(person, List.of(person), held);
    }

    private static DutiesPage page(List<Environment> environments, DutyHolder... holders) {
        return DutiesPage.of(AT, List.of(holders), environments, SRE, List.of());
    }

    @Test
    void shouldFindNothingWhereEachHoldsOne() {
        DutiesPage page = page(
                List.of(strict()),
                holder("alice", Duty.APPROVE),
                holder("bob", Duty.START_BUILDS, Duty.CONFIGURE_JOBS),
                holder("carol", Duty.WAIVE),
                holder("nobody"));

        assertThat(page.conflicts()).isEmpty();
        assertThat(page.holders()).extracting(DutyHolder::person).containsExactly("alice", "bob", "carol");
    }

    @Test
    void shouldTellWhatKeepsApartWhoStartsAndApproves() {
        Environment lax = environment("lax", "1 of group sre", Set.of(Ground.CHANGED), List.of(), "");
        Environment unasked = environment("unasked", "", Ground.ALL, List.of(), "");

        DutiesPage page = page(List.of(strict(), lax, unasked), holder("alice", Duty.APPROVE, Duty.START_BUILDS));

        assertThat(page.conflicts()).singleElement().satisfies(found -> {
            assertThat(found.guarded()).containsExactly("production");
            assertThat(found.open()).containsExactly("lax");
            assertThat(found.administers()).isFalse();
        });
        assertThat(page.open()).hasSize(1);
        assertThat(page.guarded()).isEmpty();
    }

    @Test
    void shouldLookForMoreThanStartersOnlyWherePeopleApprove() {
        Environment waives = environment("waives", "", Ground.ALL, List.of("coverage"), "");

        DutiesPage page = page(
                List.of(waives),
                holder("alice", Duty.WAIVE, Duty.START_BUILDS),
                holder("bob", Duty.WAIVE, Duty.CONFIGURE_JOBS));

        assertThat(page.open()).extracting(ConflictFound::person).containsExactly("bob");
        assertThat(page.guarded()).extracting(ConflictFound::person).containsExactly("alice");
    }

    @ParameterizedTest
    @EnumSource(
            value = Duty.class,
            names = {"APPROVE", "WAIVE", "START_BUILDS"})
    void shouldHaveNothingAgainstWhoDefinesTheRules(Duty other) {
        DutiesPage page = page(List.of(strict()), holder("alice", Duty.CONFIGURE_ENVIRONMENT, other));

        assertThat(page.open())
                .singleElement()
                .satisfies(found -> assertThat(found.conflict().guard()).contains("Nothing prevents it"));
    }

    @ParameterizedTest
    @EnumSource(
            value = Duty.class,
            names = {"CONFIGURE_ENVIRONMENT", "START_BUILDS", "CONFIGURE_JOBS"})
    void shouldPromiseNothingOfEmergencies(Duty other) {
        DutyHolder alice = holder("alice", Duty.BREAK_GLASS, other);

        assertThat(page(List.of(strict()), alice).open()).hasSize(1);
        assertThat(page(List.of(environment("x", "", Ground.ALL, List.of("coverage"), "")), alice)
                        .conflicts())
                .isEmpty();
    }

    @Test
    void shouldNotAskAboutWaiversWhereOnlyEmergenciesAreAllowed() {
        Environment glass = environment("glass", "", Ground.ALL, List.of(), "4h");

        assertThat(page(List.of(glass), holder("alice", Duty.WAIVE, Duty.CONFIGURE_JOBS))
                        .conflicts())
                .isEmpty();
    }

    @Test
    void shouldFindTwoDutiesInOnePlaceAlone() {
        Map<Duty, Set<String>> apart =
                Map.of(Duty.APPROVE, Set.of("shop/checkout"), Duty.CONFIGURE_ENVIRONMENT, Set.of("bank"));
        Map<Duty, Set<String>> within =
                Map.of(Duty.APPROVE, Set.of("shop/checkout"), Duty.CONFIGURE_ENVIRONMENT, Set.of("shop"));
        Map<Duty, Set<String>> everywhere =
                Map.of(Duty.APPROVE, Set.of("shopping"), Duty.CONFIGURE_ENVIRONMENT, Set.of(DutyHolder.EVERYWHERE));

        DutiesPage page = page(
                List.of(strict()),
                new DutyHolder("apart", List.of("apart"), apart),
                new DutyHolder("within", List.of("within"), within),
                new DutyHolder("everywhere", List.of("everywhere"), everywhere));

        assertThat(page.conflicts()).extracting(ConflictFound::person).containsExactly("everywhere", "within");
    }

    @Test
    void shouldShowAdministratorsBehindOthersAndOpenOnesFirst() {
        DutiesPage page = page(
                List.of(strict()),
                holder("admin", Duty.values()),
                holder("dave", Duty.APPROVE, Duty.START_BUILDS),
                holder("zoe", Duty.APPROVE, Duty.WAIVE));

        assertThat(page.conflicts().get(0).person()).isEqualTo("zoe");
        assertThat(page.open()).extracting(ConflictFound::person).startsWith("zoe", "admin");
        assertThat(page.guarded()).extracting(ConflictFound::person).startsWith("dave", "admin");
    }

    @Test
    void shouldCountWhoCouldApprove() {
        DutyHolder bob = new DutyHolder(
                "bob", List.of("bob", "bob-admin"), Map.of(Duty.APPROVE, Set.of("shop/checkout", "shop/cart")));
        DutiesPage page = page(List.of(strict()), holder("alice", Duty.APPROVE), bob, holder("carol", Duty.WAIVE));

        assertThat(page.approvers()).hasSize(2);
        ApproversKnown group = page.approvers().get(0);
        assertThat(group.demand()).isEqualTo("2 of group sre");
        assertThat(group.people()).containsExactly("alice", "bob");
        assertThat(group.tooFew()).isFalse();
        // Named, and without the permission.
        ApproversKnown named = page.approvers().get(1);
        assertThat(named.people()).isEmpty();
        assertThat(named.tooFew()).isTrue();
        assertThat(bob.places(Duty.APPROVE)).containsExactly("shop/cart", "shop/checkout");
        assertThat(bob.holdsEverywhere(Duty.APPROVE)).isFalse();
    }

    @Test
    void shouldBeHeldSomewhere() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DutyHolder("alice", List.of("alice"), Map.of(Duty.WAIVE, Set.of())))
                .withMessageContaining("alice");
    }

    @Test
    void shouldBeShownAsText() {
        DutyHolder hostile = new DutyHolder(
                "<script>alert(1)</script>",
                List.of("a", "b"),
                Map.of(Duty.APPROVE, Set.of("<b>job</b>"), Duty.WAIVE, Set.of(DutyHolder.EVERYWHERE)));
        DutiesPage page =
                DutiesPage.of(AT, List.of(hostile), List.of(strict()), SRE, List.of("500 <i>were</i> looked at"));

        String html = AuditPageRenderer.duties(page);

        assertThat(html)
                .contains(
                        "&lt;script&gt;",
                        "&lt;b&gt;job",
                        "&lt;i&gt;were",
                        ">yes<",
                        "0 of 2",
                        "Open</span> in production")
                .doesNotContain("<script", "<b>", "<i>");
    }

    @Test
    void shouldTellProgramsTheSame() {
        JsonNode json = DutiesJson.of(
                page(List.of(strict()), holder("alice", Duty.APPROVE, Duty.START_BUILDS), holder("zoe", Duty.REVOKE)));

        assertThat(json.at("/people/1/duties/REVOKE/everywhere").asBoolean()).isTrue();
        assertThat(json.at("/conflicts/0/one").asText()).isEqualTo("START_BUILDS");
        assertThat(json.at("/conflicts/0/guardedIn/0").asText()).isEqualTo("production");
        assertThat(json.at("/approvers/0/tooFew").asBoolean()).isTrue();
        assertThat(json.path("version").asInt()).isEqualTo(1);
    }
}
