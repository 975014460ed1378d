package io.jenkins.lib.releasegates.environment;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.releasegates.approval.Exclusions.Ground;
import io.jenkins.lib.releasegates.approval.Exclusions.UnknownAuthorship;
import io.jenkins.lib.releasegates.approval.ReasonRule;
import io.jenkins.lib.releasegates.environment.ApprovalDefinition.Source;
import io.jenkins.lib.releasegates.policy.document.NamePattern;
import io.jenkins.lib.releasegates.policy.document.PolicyIssue;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an owner writes about approvals, and what is wrong with it. */
class ApprovalReaderTest {

    private static final String REVISION = "0123456789abcdef0123456789abcdef01234567";
    private static final Source SOURCE = new Source("shop/**", "https://git.example/shop.git", "", false);

    private static ApprovalDefinition with(
            String rule, String timeout, String ticket, String unknownAuthors, Source... sources) {
        return new ApprovalDefinition(rule, timeout, false, ticket, Ground.ALL, unknownAuthors, List.of(sources));
    }

    private static ApprovalDefinition rule(String rule) {
        return with(rule, "", "", "");
    }

    private static ApprovalDefinition timeout(String timeout) {
        return with("1 of group sre", timeout, "", "");
    }

    private static ApprovalDefinition ticket(String ticket) {
        return with("1 of group sre", "", ticket, "");
    }

    private static ApprovalDefinition unknownAuthors(String group) {
        return with("1 of group sre", "", "", group);
    }

    private static ApprovalDefinition source(String jobs, String repository, String since) {
        return with("1 of group sre", "", "", "", SOURCE, new Source(jobs, repository, since, false));
    }

    private static ApprovalDefinition jobs(String jobs) {
        return source(jobs, SOURCE.repository(), "");
    }

    private static ApprovalDefinition repository(String repository) {
        return source("**", repository, "");
    }

    private static ApprovalDefinition since(String since) {
        return source("**", SOURCE.repository(), since);
    }

    private static ApprovalDefinition sources(int count) {
        return new ApprovalDefinition(
                "1 of group sre", "", false, "", Ground.ALL, "", Collections.nCopies(count, SOURCE));
    }

    private static EnvironmentValidation validation(ApprovalDefinition approval) {
        return EnvironmentValidation.of(List.of(Environments.asking(Environments.definition("p", ""), approval)));
    }

    private static List<String> issues(ApprovalDefinition approval) {
        EnvironmentValidation validation = validation(approval);
        assertThat(validation.environment("p").isPresent())
                .isEqualTo(validation.issues().isEmpty());
        return validation.issues().stream().map(PolicyIssue::toString).toList();
    }

    private static ApprovalDemand demand(ApprovalDefinition approval) {
        assertThat(issues(approval)).isEmpty();
        return validation(approval).environment("p").orElseThrow().approval().orElseThrow();
    }

    static Stream<Arguments> mistakes() {
        String times = "allowed: a whole number with m, h or d, such as 30m, 24h or 7d, and at most 366d";
        String pattern = "allowed: a pattern of full names of jobs, such as shop/** or ** for all";
        String address = "allowed: the address of a git repository";
        String revision = "allowed: a revision of 40 or 64 hexadecimal digits";
        return Stream.of(
                row(rule("sre"), "approval.rule, column 1: found \"sre\"", "allowed: "),
                row(rule("0 of group sre"), "approval.rule, column 1: found \"0\"", "allowed: a number from 1 to 100"),
                row(rule("1 of group sre AND"), "approval.rule, column 19: found the end", "allowed: "),
                row(rule("3 of alice, bob"), "approval.rule, column ", "allowed: "),
                row(timeout("24"), "approval.timeout: found \"24\"", times),
                row(timeout("0h"), "approval.timeout: found \"0h\"", times),
                row(timeout("024h"), "approval.timeout: found \"024h\"", times),
                row(timeout("-1h"), "approval.timeout: found \"-1h\"", times),
                row(timeout("1.5h"), "approval.timeout: found \"1.5h\"", times),
                row(timeout("1w"), "approval.timeout: found \"1w\"", times),
                row(timeout("1H"), "approval.timeout: found \"1H\"", times),
                row(timeout(" 1h"), "approval.timeout: found \" 1h\"", times),
                row(timeout("1h\n"), "approval.timeout: found \"1h?\"", times),
                row(timeout("PT24H"), "approval.timeout: found \"PT24H\"", times),
                row(timeout("367d"), "approval.timeout: found \"367d\"", times),
                row(timeout("8785h"), "approval.timeout: found \"8785h\"", times),
                row(timeout("527041m"), "approval.timeout: found \"527041m\"", times),
                row(timeout("1000000m"), "approval.timeout: found \"1000000m\"", times),
                row(timeout("9".repeat(400) + "d"), "approval.timeout: found \"999", times),
                row(ticket("CHG-("), "approval.ticket, column 6: found \"CHG-(\"", "allowed: an expression such as"),
                row(
                        ticket(".*"),
                        "approval.ticket, column 1: found \".*\"",
                        "allowed: an expression that an empty reason doesn't match"),
                row(ticket("x".repeat(201)), "approval.ticket, column 1: found 201 characters", "allowed: at most 200"),
                row(
                        unknownAuthors(" "),
                        "approval.unknownAuthors: found \" \"",
                        "allowed: the name of a group of at most 200 characters"),
                row(
                        unknownAuthors("x".repeat(201)),
                        "approval.unknownAuthors: found \"xxx",
                        "allowed: the name of a group of at most 200 characters"),
                row(
                        unknownAuthors("sre\nsec"),
                        "approval.unknownAuthors: found \"sre?sec\"",
                        "allowed: the name of a group of at most 200 characters"),
                row(jobs(""), "approval.sources[1].jobs: found nothing", pattern),
                row(jobs(" shop"), "approval.sources[1].jobs: found \" shop\"", pattern),
                row(jobs("x".repeat(NamePattern.MAX + 1)), "approval.sources[1].jobs: found \"xxx", pattern),
                row(repository(""), "approval.sources[1].repository: found nothing", address),
                row(
                        repository("--upload-pack=x"),
                        "approval.sources[1].repository: found \"--upload-pack=x\"",
                        address),
                row(repository("ext::sh -c x"), "approval.sources[1].repository: found \"ext::sh -c x\"", address),
                row(repository("ext::sh"), "approval.sources[1].repository: found \"ext::sh\"", address),
                row(repository("/srv/a b"), "approval.sources[1].repository: found \"/srv/a b\"", address),
                row(repository("/srv/a\n"), "approval.sources[1].repository: found \"/srv/a?\"", address),
                row(repository("/" + "x".repeat(1_000)), "approval.sources[1].repository: found \"/xxx", address),
                row(since("main"), "approval.sources[1].since: found \"main\"", revision),
                row(since(REVISION.substring(1)), "approval.sources[1].since: found \"123", revision),
                row(since(REVISION + "0"), "approval.sources[1].since: found \"0123", revision),
                row(since("A" + REVISION.substring(1)), "approval.sources[1].since: found \"A123", revision),
                row(since(" "), "approval.sources[1].since: found \" \"", revision),
                row(sources(201), "approval.sources: found \"201 entries\"", "allowed: at most 200"));
    }

    private static Arguments row(ApprovalDefinition definition, String found, String allowed) {
        return Arguments.of(definition, found, allowed);
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("mistakes")
    void shouldSayWhatIsWrongAndWhatIsAllowed(ApprovalDefinition definition, String found, String allowed) {
        assertThat(issues(definition))
                .singleElement()
                .asString()
                .startsWith("environment \"p\": " + found)
                .contains("; " + allowed);
    }

    @Test
    void shouldSayAllThatIsWrongAtOnce() {
        Source nothing = new Source("", "", "x", true);
        ApprovalDefinition all =
                new ApprovalDefinition("1 of", "soon", true, "(", Set.of(), " ", List.of(nothing, SOURCE, nothing));

        assertThat(validation(all).issues())
                .extracting(issue -> issue.path().replaceAll(", column .*", ""))
                .containsExactly(
                        "approval.rule",
                        "approval.ticket",
                        "approval.timeout",
                        "approval.unknownAuthors",
                        "approval.sources[0].jobs",
                        "approval.sources[0].repository",
                        "approval.sources[0].since",
                        "approval.sources[2].jobs",
                        "approval.sources[2].repository",
                        "approval.sources[2].since");
        assertThat(validation(all).issues()).allSatisfy(issue -> {
            assertThat(issue.found()).isNotBlank();
            assertThat(issue.allowed()).isNotBlank();
        });
    }

    @ParameterizedTest
    @CsvSource({
        "'',PT24H",
        "1m,PT1M",
        "30m,PT30M",
        "24h,PT24H",
        "7d,PT168H",
        "366d,PT8784H",
        "8784h,PT8784H",
        "527040m,PT8784H"
    })
    void shouldWaitAsLongAsTheOwnerSays(String timeout, Duration expected) {
        assertThat(demand(timeout(timeout)).terms().timeout()).isEqualTo(expected);
    }

    @Test
    void shouldTakeALongestOfEach() {
        assertThat(demand(ticket("x".repeat(200))).terms().reason())
                .isEqualTo(new ReasonRule(true, Optional.of("x".repeat(200))));
        assertThat(demand(unknownAuthors("x".repeat(200))).unknown())
                .isEqualTo(UnknownAuthorship.oneMoreOf("x".repeat(200)));
        assertThat(demand(repository("x".repeat(1_000))).sources()).hasSize(2);
        assertThat(demand(jobs("x".repeat(NamePattern.MAX))).sources()).hasSize(2);
        assertThat(demand(since("f".repeat(64))).sources().get(1).since()).contains("f".repeat(64));
        assertThat(demand(sources(200)).sources()).hasSize(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/srv/git/shop", "git@git.example:shop.git", "ssh://git@git.example:2222/shop", "../shop"})
    void shouldTakeAddressesAsGitDoes(String address) {
        assertThat(demand(repository(address)).sources().get(1).repository()).isEqualTo(address);
    }

    @Test
    void shouldAskAsTheOwnerSays() {
        ApprovalDefinition definition = new ApprovalDefinition(
                "1 of group sre THEN 1 of alice",
                "2h",
                true,
                "",
                EnumSet.of(Ground.CHANGED),
                "audit",
                List.of(
                        new Source("shop/*", "/srv/shop", REVISION, true),
                        new Source("shop/**", "/srv/all", "", false)));
        ApprovalDemand demand = demand(definition);

        assertThat(demand.terms().rule().words()).isEqualTo("1 of group sre THEN 1 of alice");
        assertThat(demand.terms().reason()).isEqualTo(new ReasonRule(true, Optional.empty()));
        assertThat(demand.terms().remindEvery()).isEmpty();
        assertThat(demand.enforced()).containsExactly(Ground.CHANGED);
        assertThat(demand.unknown()).isEqualTo(UnknownAuthorship.oneMoreOf("audit"));
        assertThat(demand.source("shop/checkout"))
                .contains(
                        new ApprovalDemand.Source(new NamePattern("shop/*"), "/srv/shop", Optional.of(REVISION), true));
        assertThat(demand.source("shop/checkout/main"))
                .contains(new ApprovalDemand.Source(new NamePattern("shop/**"), "/srv/all", Optional.empty(), false));
        assertThat(demand.source("workshop")).isEmpty();
    }

    @Test
    void shouldRemindAsOftenAsTheOwnerSays() {
        assertThat(demand(timeout("24h").reminding("4h")).terms().remindEvery()).contains(Duration.ofHours(4));
        assertThat(demand(timeout("100m").reminding("1m")).terms().remindEvery())
                .contains(Duration.ofMinutes(1));
        assertThat(demand(timeout("24h").reminding("")).terms().remindEvery()).isEmpty();
        assertThat(rules(timeout("24h").reminding("4h"))).isEqualTo(rules(timeout("24h")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"often", "0h", "-1h", "4", "1s", "400d", "14m"})
    void shouldRefuseReminders(String reminder) {
        assertThat(issues(timeout("24h").reminding(reminder)))
                .singleElement()
                .asString()
                .contains("approval.reminder", reminder, "no more than 100 times within approval.timeout");
    }

    @Test
    void shouldBlockWhereAuthorsAreUnknownUnlessTheOwnerNamesAGroup() {
        assertThat(demand(rule("1 of group sre")).unknown()).isEqualTo(UnknownAuthorship.BLOCK);
        assertThat(demand(rule("1 of group sre")).enforced()).isEqualTo(Ground.ALL);
    }

    @Test
    void shouldAskForAReasonWhereATicketIsWanted() {
        assertThat(demand(ticket("CHG-[0-9]+")).terms().reason())
                .isEqualTo(new ReasonRule(true, Optional.of("CHG-[0-9]+")));
        assertThat(demand(rule("1 of alice")).terms().reason()).isEqualTo(ReasonRule.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n"})
    void shouldAskNobodyWithoutARule(String rule) {
        assertThat(issues(rule(rule))).isEmpty();
        assertThat(validation(rule(rule)).environment("p").orElseThrow().approval())
                .isEmpty();
        assertThat(Environments.of(Environments.production()).approval()).isEmpty();
    }

    /** As they were before owners could name anybody. */
    @Test
    void shouldKeepTheRulesOfEnvironmentsThatAskNobody() {
        assertThat(Environments.of(Environments.production()).rules())
                .hasToString("sha256:1c170985de43fba0e6a09120c297a8369b98c847422f5f3204711d2f139ca999");
        assertThat(Environments.of(Environments.asking(Environments.production(), rule(" ")))
                        .rules())
                .hasToString("sha256:1c170985de43fba0e6a09120c297a8369b98c847422f5f3204711d2f139ca999");
        assertThat(EnvironmentValidation.of(List.of(Environments.definition("staging", "")))
                        .environment("staging")
                        .orElseThrow()
                        .rules())
                .hasToString("sha256:70916f56c8faf4529e140484ae5f0822424adc84b0d5fb03c68bf7702bf5d7e0");
    }

    @Test
    void shouldChangeTheRulesWithEverythingThatTheOwnerSaysOfApprovals() {
        List<ApprovalDefinition> all = List.of(
                rule("1 of group sre"),
                rule("2 of group sre"),
                timeout("24h"),
                new ApprovalDefinition("1 of group sre", "", true, "", Ground.ALL, "", List.of()),
                ticket("CHG-[0-9]+"),
                new ApprovalDefinition("1 of group sre", "", false, "", EnumSet.of(Ground.CHANGED), "", List.of()),
                new ApprovalDefinition("1 of group sre", "", false, "", Set.of(), "", List.of()),
                unknownAuthors("audit"),
                with("1 of group sre", "", "", "", SOURCE),
                with("1 of group sre", "", "", "", SOURCE, SOURCE),
                with("1 of group sre", "", "", "", new Source("**", SOURCE.repository(), "", false)),
                with("1 of group sre", "", "", "", new Source("shop/**", "/srv/shop", "", false)),
                with("1 of group sre", "", "", "", new Source("shop/**", SOURCE.repository(), REVISION, false)),
                with("1 of group sre", "", "", "", new Source("shop/**", SOURCE.repository(), "", true)));

        assertThat(all.stream().map(ApprovalReaderTest::rules).toList())
                .doesNotHaveDuplicates()
                .doesNotContain(
                        Environments.of(Environments.production()).rules().toString());
    }

    @Test
    void shouldKeepTheRulesInWhateverOrderTheGroundsStand() {
        Set<Ground> backwards = new LinkedHashSet<>(List.of(Ground.REQUESTED_WAIVER, Ground.STARTED));

        assertThat(rules(new ApprovalDefinition("1 of alice", "", false, "", backwards, "", List.of())))
                .isEqualTo(rules(new ApprovalDefinition(
                        "1 of alice",
                        "",
                        false,
                        "",
                        EnumSet.of(Ground.STARTED, Ground.REQUESTED_WAIVER),
                        "",
                        List.of())));
    }

    private static String rules(ApprovalDefinition approval) {
        return Environments.of(Environments.asking(Environments.production(), approval))
                .rules()
                .toString();
    }
}
