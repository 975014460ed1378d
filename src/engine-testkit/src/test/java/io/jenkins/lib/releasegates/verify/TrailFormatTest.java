package io.jenkins.lib.releasegates.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.jenkins.lib.releasegates.approval.Answer;
import io.jenkins.lib.releasegates.approval.ApprovalContent;
import io.jenkins.lib.releasegates.approval.ApprovalRequest;
import io.jenkins.lib.releasegates.approval.Exclusions;
import io.jenkins.lib.releasegates.approval.Exclusions.Doubt;
import io.jenkins.lib.releasegates.approval.Exclusions.Ground;
import io.jenkins.lib.releasegates.approval.Exclusions.UnknownAuthorship;
import io.jenkins.lib.releasegates.approval.PersonAliases;
import io.jenkins.lib.releasegates.audit.Approvals.Standing;
import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.RecordedDecision;
import io.jenkins.lib.releasegates.audit.RecordedExemptions;
import io.jenkins.lib.releasegates.audit.RecordedReadiness;
import io.jenkins.lib.releasegates.audit.StandingExemption;
import io.jenkins.lib.releasegates.audit.entry.Actor;
import io.jenkins.lib.releasegates.audit.entry.ApprovalAsked;
import io.jenkins.lib.releasegates.audit.entry.ApprovalAsked.Changes;
import io.jenkins.lib.releasegates.audit.entry.BreakGlassAsked;
import io.jenkins.lib.releasegates.audit.entry.BreakGlassReviewed.Finding;
import io.jenkins.lib.releasegates.audit.entry.ConfigurationChanged;
import io.jenkins.lib.releasegates.audit.entry.DeploymentEnded;
import io.jenkins.lib.releasegates.audit.entry.EntrySubject;
import io.jenkins.lib.releasegates.audit.entry.Event;
import io.jenkins.lib.releasegates.audit.entry.ExemptionAnswered;
import io.jenkins.lib.releasegates.audit.entry.ExemptionAsked;
import io.jenkins.lib.releasegates.audit.entry.InputAnswered;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.entry.SubjectChanged;
import io.jenkins.lib.releasegates.audit.entry.SubjectChanged.Change;
import io.jenkins.lib.releasegates.audit.entry.SubjectChanged.What;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.audit.entry.WaiverAsked;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.environment.Admissions;
import io.jenkins.lib.releasegates.environment.ApprovalDefinition;
import io.jenkins.lib.releasegates.environment.Environment;
import io.jenkins.lib.releasegates.environment.EnvironmentDefinition;
import io.jenkins.lib.releasegates.environment.EnvironmentValidation;
import io.jenkins.lib.releasegates.environment.Exemptions;
import io.jenkins.lib.releasegates.environment.WaiverDefinition;
import io.jenkins.lib.releasegates.evidence.Artifact;
import io.jenkins.lib.releasegates.evidence.Evidence;
import io.jenkins.lib.releasegates.gate.Baseline;
import io.jenkins.lib.releasegates.gate.GateResult;
import io.jenkins.lib.releasegates.gate.ReleaseContext;
import io.jenkins.lib.releasegates.gate.Subject;
import io.jenkins.lib.releasegates.gate.Verdict;
import io.jenkins.lib.releasegates.readiness.answer.GivenEvidence;
import io.jenkins.lib.releasegates.readiness.answer.ReadinessEvent;
import io.jenkins.lib.releasegates.readiness.answer.ReadinessEventJson;
import io.jenkins.lib.releasegates.readiness.answer.Typed;
import io.jenkins.lib.releasegates.readiness.answer.Voice;
import io.jenkins.lib.releasegates.testkit.Releases;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/formats says about the trail is what the ledger writes. */
class TrailFormatTest {

    private static final Path FORMATS = Path.of(System.getProperty("project.root"), "docs", "formats");

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

    @TempDir
    private Path directory;

    private String head = "";

    @BeforeEach
    void writeATrail() throws Exception {
        try (Ledger ledger = Ledger.open(directory)) {
            for (int build = 1; build <= 3; build++) {
                Subject subject =
                        Releases.build(build, "main", build == 2 ? Subject.Origin.COMMAND : Subject.Origin.ORDINARY);
                ReleaseContext context = Releases.context(subject, Releases.evidence(79 + build, build - 1));
                ledger.record(Releases.decide(context), context, Releases.ALICE);
            }
            ledger.recordEvidence(Releases.evidence(1, 1), Releases.build(4), Releases.ALICE, Releases.NOW);
            otherKinds(ledger);
            head = ledger.head().entries() + ":" + ledger.head().last();
        }
    }

    private static void otherKinds(Ledger ledger) throws LedgerException {
        ReleaseContext context = Releases.context(Releases.build(5), Releases.evidence(90, 0), Releases.artifact("a"));
        TrailEntry decision =
                ledger.record(Releases.decide(context), context, Releases.ALICE).entry();
        ledger.revocations().revoke(decision.id(), Releases.ALICE, "a new finding", Releases.NOW);
        ledger.record(
                new ConfigurationChanged(
                        "ledger",
                        new TreeMap<>(Map.of("witnesses.0", "/mnt/a")),
                        new TreeMap<>(Map.of("witnesses.0", "/mnt/b"))),
                EntrySubject.ledger(),
                Releases.ALICE,
                Map.of(),
                Releases.NOW);
        Event.EvidenceRecorded evidence = (Event.EvidenceRecorded)
                ledger.event(ledger.entry(0).orElseThrow()).orElseThrow();
        ledger.erasure().evidence(evidence.evidence(), Releases.ALICE, "too old", Releases.NOW);
        ledger.record(
                new SubjectChanged(What.JOB, Change.RENAMED, "shop/checkout", Optional.of("shop/cart")),
                EntrySubject.job("job-1", "shop/cart"),
                Releases.ALICE,
                Map.of(),
                Releases.NOW);
        for (Optional<Digest> before : List.of(Optional.<Digest>empty(), Optional.of(Digest.of(new byte[1])))) {
            ledger.record(
                    SubjectChanged.configured("shop/cart", before, Digest.of(new byte[2])),
                    EntrySubject.job("job-1", "shop/cart"),
                    Releases.ALICE,
                    Map.of(),
                    Releases.NOW);
        }
        ledger.record(
                new SubjectChanged(What.BUILD, Change.DELETED, "shop/cart #5", Optional.empty()),
                EntrySubject.build("job-1", "shop/cart", "build-5", 5),
                Releases.ALICE,
                Map.of(),
                Releases.NOW);
        toAnEnvironment(ledger);
        withPeople(ledger);
        withExceptions(ledger);
        withReadiness(ledger);
        ledger.erasure().person("bob", Releases.ALICE, "bob has asked for it", Releases.NOW);
    }

    private static void toAnEnvironment(Ledger ledger) throws LedgerException {
        Environment environment = environment(ApprovalDefinition.NONE);
        Artifact artifact = Releases.artifact("b");
        Admissions admissions = new Admissions(environment, Optional.of(Releases.policy()));
        ReleaseContext context = admissions.context(
                Releases.build(6), List.of(artifact), Releases.evidence(90, 0), Baseline.notNeeded(), Releases.NOW);
        TrailEntry decision = ledger.record(admissions.decide(context, ledger.promotions()), context, Releases.ALICE)
                .entry();
        TrailEntry started = ledger.promotions()
                .begin(environment, decision, List.of(artifact), Releases.build(6), Releases.ALICE, Releases.NOW);
        ledger.promotions().end(started, DeploymentEnded.Outcome.SUCCEEDED, Releases.ALICE, Releases.NOW);
        ledger.record(
                new InputAnswered("Deploy", InputAnswered.Answer.PROCEEDED, 1),
                EntrySubject.of(Releases.build(6)),
                new Actor("dave", "Dave", Actor.Means.UNKNOWN),
                Map.of(InputAnswered.MESSAGE, "Deploy it, Dave?"),
                Releases.NOW);
    }

    private static Environment environment(ApprovalDefinition approval) {
        return EnvironmentValidation.of(List.of(new EnvironmentDefinition(
                        "production", "", POLICY, List.of("**"), List.of(), "", "", List.of(), List.of(), approval)))
                .environment("production")
                .orElseThrow();
    }

    /** They are asked, one approves and that is enough, and then it doesn't hold any more. */
    private static void withPeople(Ledger ledger) throws LedgerException {
        Environment environment =
                environment(new ApprovalDefinition("1 of group sre", "", false, "", Ground.ALL, "", List.of()));
        Admissions admissions = new Admissions(environment, Optional.empty());
        ReleaseContext context = admissions.context(
                Releases.build(7),
                List.of(Releases.artifact("c")),
                Releases.evidence(90, 0),
                Baseline.notNeeded(),
                Releases.NOW);
        RecordedDecision open = ledger.record(admissions.decide(context, ledger.promotions()), context, Releases.ALICE);
        Digest changes = ApprovalContent.changesOf(List.of("c1", "c2"));
        ApprovalRequest request = ApprovalRequest.ask(
                environment.approval().orElseThrow().terms(),
                Admissions.content(context, open.decision(), open.evidence(), changes),
                new Exclusions(Ground.ALL, UnknownAuthorship.BLOCK, List.of(), List.of()),
                Releases.NOW);
        ApprovalAsked event = new ApprovalAsked(
                "production",
                open.entry().id(),
                context.artifacts(),
                request.content().digest(),
                new Changes(changes, Optional.of("c0"), Optional.of("c2"), 2, true, Optional.of(1)),
                request.deadline(),
                Ground.ALL,
                Map.of(Ground.CHANGED, 2, Ground.REQUESTED_WAIVER, 1),
                Set.of(Doubt.Kind.REPLAYED));
        Standing asked = ledger.approvals().ask(event, request, context.subject(), Releases.ALICE);
        ledger.approvals().reminded(asked, Releases.ALICE, Releases.NOW);
        Answer answer = Answer.approve("carol", request.content().digest(), "it is time", Releases.NOW);
        PersonAliases aliases = PersonAliases.of(List.of(), account -> account);
        ApprovalRequest approved =
                request.answer(answer, aliases, (account, group) -> true).request();
        Standing answered =
                ledger.approvals().answered(asked, approved, new Actor("carol", "Carol", Actor.Means.API_TOKEN));
        ledger.approvals()
                .ended(
                        answered,
                        approved.recheck(request.exclusions(), Releases.NOW, aliases, (account, group) -> false),
                        Releases.ALICE);
    }

    /** A gate is waived, and the glass is broken and reviewed. */
    private static void withExceptions(Ledger ledger) throws LedgerException {
        Environment environment = EnvironmentValidation.of(List.of(new EnvironmentDefinition(
                                "production",
                                "",
                                POLICY,
                                List.of("**"),
                                List.of(),
                                "",
                                "",
                                List.of(),
                                List.of(),
                                ApprovalDefinition.NONE)
                        .with(new WaiverDefinition(List.of("**"), "", "1h"))))
                .environment("production")
                .orElseThrow();
        Admissions admissions = new Admissions(environment, Optional.empty(), ledger.exemptions());
        ReleaseContext context = admissions.context(
                Releases.build(8),
                List.of(Releases.artifact("d")),
                Releases.evidence(1, 0),
                Baseline.notNeeded(),
                Releases.NOW);
        RecordedDecision refused =
                ledger.record(admissions.decide(context, ledger.promotions()), context, Releases.ALICE);
        GateResult gate = refused.decision().gates().stream()
                .filter(result -> !result.verdict().kind().admits())
                .findFirst()
                .orElseThrow();
        Instant end = Releases.NOW.plusSeconds(3_600);
        Actor carol = new Actor("carol", "Carol", Actor.Means.API_TOKEN);
        Actor dave = new Actor("dave", "Dave", Actor.Means.SESSION);
        PersonAliases aliases = PersonAliases.of(List.of(), account -> account);
        RecordedExemptions exemptions = ledger.exemptions();
        for (ExemptionAsked event : List.of(
                new WaiverAsked(
                        "production",
                        refused.id(),
                        context.artifacts(),
                        gate.gate(),
                        Exemptions.grounds(gate, Evidence.none()),
                        end),
                new BreakGlassAsked("production", refused.id(), context.artifacts(), end))) {
            StandingExemption asked =
                    exemptions.ask(event, refused.entry(), Releases.ALICE, "it is urgent", "CHG-1", Releases.NOW);
            StandingExemption granted = exemptions.answer(
                    asked, ExemptionAnswered.Answer.GRANTED, Optional.of(end), carol, aliases, "I agree", Releases.NOW);
            ledger.record(admissions.decide(context, ledger.promotions()), context, Releases.ALICE);
            exemptions.answer(
                    granted,
                    ExemptionAnswered.Answer.WITHDRAWN,
                    Optional.empty(),
                    carol,
                    aliases,
                    "enough",
                    Releases.NOW);
            if (granted.lacksReview()) {
                exemptions.review(granted, Finding.JUSTIFIED, dave, aliases, "it was", Releases.NOW);
            }
        }
    }

    /** Every kind of event about an item of a checklist. */
    private static void withReadiness(Ledger ledger) throws LedgerException {
        RecordedReadiness readiness = ledger.readiness();
        Digest digest = Digest.of(new byte[3]);
        Actor erin = new Actor("erin", "Erin", Actor.Means.SESSION);
        Voice voice = new Voice(digest, Optional.of("erin"), true);
        ReadinessEvent.Head head =
                new ReadinessEvent.Head("", "shop", "checkout", "restore-tested", digest, Releases.NOW);
        List<GivenEvidence> evidence = List.of(
                new GivenEvidence(GivenEvidence.Kind.FILE, Optional.of(digest), Typed.of("restore.log")),
                new GivenEvidence(GivenEvidence.Kind.LINK, Optional.empty(), Typed.of("https://wiki/restore")));
        Typed reason = Typed.of("Erin has tried it");
        Instant later = Releases.NOW.plusSeconds(86_400);
        String said = readiness
                .record(
                        new ReadinessEvent.Answered(
                                head, voice, ReadinessEvent.Answer.YES, reason, evidence, Optional.of(later)),
                        EntrySubject.ledger(),
                        erin)
                .entry()
                .id();
        for (ReadinessEvent event : List.of(
                new ReadinessEvent.NotApplicableConfirmed(head, voice, said, reason),
                new ReadinessEvent.Withdrawn(head, voice, said, Typed.NOTHING),
                new ReadinessEvent.FollowUpOpened(head, voice, reason, Typed.of("frank"), later),
                new ReadinessEvent.FollowUpDone(head, voice, said, reason, evidence))) {
            readiness.record(event, EntrySubject.ledger(), erin);
        }
        readiness.record(
                new ReadinessEvent.Checked(head, Verdict.Kind.FAILED),
                EntrySubject.of(Releases.build(9)),
                Releases.ALICE);
    }

    @Test
    void shouldRefuseWhatIsSaidAboutReadinessAndDoesNotFit() throws IOException {
        String answered = only("readiness-answered");
        String opened = only("readiness-follow-up-opened");
        String checked = only("readiness-checked");

        assertThat(String.join("", lines()))
                .doesNotContainIgnoringCase("erin")
                .doesNotContain("frank")
                .doesNotContain("restore.log");
        assertThat(Stream.of(
                                answered.replace("\"answer\":\"YES\"", "\"answer\":\"MAYBE\""),
                                answered.replace("\"inRole\":true", "\"inRole\":\"ops\""),
                                answered.replace("\"itemDigest\":\"sha256:", "\"itemDigest\":\"md5:"),
                                answered.replace("\"kind\":\"FILE\"", "\"kind\":\"HEARSAY\""),
                                answered.replace("\"kind\":\"LINK\"", "\"kind\":\"FILE\""),
                                answered.replace("\"reason\":\"sha256:", "\"reason\":\"Erin"),
                                opened.replace("\"due\":", "\"du\":"),
                                opened.replace("\"owned\":true", "\"owned\":\"frank\""),
                                checked.replace("\"verdict\":\"FAILED\"", "\"verdict\":\"FINE\""),
                                checked.replace("\"build\":", "\"buil\":"))
                        .filter(line -> !List.of(answered, opened, checked).contains(line)))
                .hasSize(10)
                .allSatisfy(line -> assertThat(fits(line)).as(line).isFalse());
    }

    private List<String> lines() throws IOException {
        return Files.readAllLines(directory.resolve("trail/000000000000.jsonl"));
    }

    private static boolean fits(String line) throws IOException {
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(FORMATS.resolve("trail-entry.schema.json")));
        return schema.validate(line, InputFormat.JSON).isEmpty();
    }

    @Test
    void shouldWriteEntriesThatFitTheSchema() throws IOException {
        assertThat(lines())
                .hasSize(83)
                .allSatisfy(line -> assertThat(fits(line)).as(line).isTrue());
    }

    @Test
    void shouldRefuseEntriesThatDoNotFit() throws IOException {
        String evidence = lines().get(0);
        String gate = lines().get(1);
        String decision = lines().get(3);
        String configured = lines().stream()
                .filter(line -> line.contains("configurationBefore"))
                .findFirst()
                .orElseThrow();

        assertThat(Stream.of(
                                evidence.replace("\"v\":1", "\"v\":2"),
                                evidence.replace("\"v\":1", "\"v\":1,\"w\":1"),
                                evidence.replace("\"storedBytes\":", "\"storedBytes\":-"),
                                evidence.replace("\"judged\":true,", ""),
                                evidence.replace("\"seq\":0", "\"seq\":0.5"),
                                gate.replace("\"kind\":\"PASSED\"", "\"kind\":\"FINE\""),
                                gate.replace("\"provenance\":\"reported\"", "\"provenance\":\"sworn\""),
                                decision.replace("\"outcome\":", "\"outcom\":"),
                                decision.replace("\"actor.id\":\"sha256:", "\"actor.id\":\"alice"),
                                configured.replace("CONFIGURED", "RENAMED"),
                                configured.replace("\"configuration\":", "\"configured\":"),
                                configured.replace("\"before\":", "\"after\":\"b\",\"before\":"),
                                configured.replace("job-changed", "build-changed"))
                        .filter(line ->
                                !List.of(evidence, gate, decision, configured).contains(line)))
                .hasSize(13)
                .allSatisfy(line -> assertThat(fits(line)).as(line).isFalse());
    }

    @Test
    void shouldRefuseApprovalsThatDoNotFit() throws IOException {
        String asked = only("approval-asked");
        String answered = only("approval-answered");
        String ended = only("approval-ended");

        assertThat(Stream.of(
                                asked.replace("\"decision\":\"", "\"decision\":\"x"),
                                asked.replace("\"content\":\"sha256:", "\"content\":\"md5:"),
                                asked.replace("\"commits\":2", "\"commits\":-1"),
                                asked.replace("\"complete\":true,", ""),
                                asked.replace("\"verified\":1", "\"verified\":\"alice\""),
                                answered.replace("\"reauthenticated\":false", "\"reauthenticated\":1"),
                                asked.replace("\"from\":\"c0\"", "\"from\":0"),
                                asked.replace("\"deadline\":", "\"deadlin\":"),
                                asked.replace("[\"STARTED\"", "[\"STARTED\",\"STARTED\""),
                                asked.replace("[\"STARTED\"", "[\"BEGUN\""),
                                asked.replace("{\"CHANGED\":2", "{\"CHANGED\":\"alice\""),
                                asked.replace("{\"CHANGED\":2", "{\"WRITTEN\":2"),
                                asked.replace("\"REPLAYED\"", "\"WHO_KNOWS\""),
                                asked.replace("\"rule\":\"sha256:", "\"rule\":\"1 of group sre"),
                                answered.replace("\"request\":", "\"reques\":"),
                                answered.replace("\"answer\":\"APPROVE\"", "\"answer\":\"approve\""),
                                answered.replace("\"status\":\"APPROVED\"", "\"status\":\"STALE\""),
                                answered.replace("\"actor\":", "\"acto\":"),
                                ended.replace("\"status\":\"STALE\"", "\"status\":\"WAITING\""),
                                ended.replace("\"request\":\"", "\"request\":\"-"),
                                ended.replace("\"build\":", "\"buil\":"))
                        .filter(line -> !List.of(asked, answered, ended).contains(line)))
                .hasSize(21)
                .allSatisfy(line -> assertThat(fits(line)).as(line).isFalse());
    }

    @Test
    void shouldRefuseAnswersToInputThatDoNotFit() throws IOException {
        String answered = only("input-answered");

        assertThat(answered).doesNotContain("Dave").doesNotContain("dave");
        assertThat(Stream.of(
                                answered.replace("\"answer\":\"PROCEEDED\"", "\"answer\":\"APPROVED\""),
                                answered.replace("\"input\":\"Deploy\"", "\"input\":7"),
                                answered.replace("\"parameters\":1", "\"parameters\":-1"),
                                answered.replace("\"message\":\"sha256:", "\"message\":\"Deploy it, Dave?"),
                                answered.replace("\"actor\":", "\"acto\":"),
                                answered.replace("\"build\":", "\"buil\":"))
                        .filter(line -> !line.equals(answered)))
                .hasSize(6)
                .allSatisfy(line -> assertThat(fits(line)).as(line).isFalse());
    }

    private String only(String kind) throws IOException {
        List<String> found = lines().stream()
                .filter(line -> line.contains("\"kind\":\"" + kind + "\",\"origin"))
                .toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    @Test
    void shouldVerifyEveryKind() throws IOException {
        VerificationReport report = TrailVerifier.verify(directory, VerifyOptions.NONE);

        assertThat(report.findings()).isEmpty();
        assertThat(report.notes()).noneMatch(note -> note.contains("doesn't know"));
        assertThat(report.evidence()).isEqualTo(new VerificationReport.EvidenceCount(9, 1, 0, 0));
        assertThat(lines().stream()
                        .map(line -> line.replaceAll(".*\"kind\":\"([a-z-]+)\",\"origin.*", "$1"))
                        .distinct())
                .contains("decision-revoked", "configuration-changed", "evidence-erased", "persons-erased")
                .contains(
                        "waiver-asked",
                        "waiver-answered",
                        "break-glass-asked",
                        "break-glass-answered",
                        "break-glass-reviewed")
                .contains("job-changed", "build-changed", "deployment-started", "deployment-ended")
                .contains(
                        "approval-asked", "approval-answered", "approval-ended", "approval-reminded", "input-answered")
                .containsAll(ReadinessEventJson.KINDS);
    }

    @Test
    void shouldDescribeEveryMemberThatIsWritten() throws IOException {
        String page = Files.readString(FORMATS.resolve("trail.md"));

        assertThat(lines().stream()
                        .flatMap(line -> Pattern.compile("\"([A-Za-z]+)\":")
                                .matcher(line)
                                .results()
                                .map(member -> member.group(1)))
                        .distinct())
                .hasSizeGreaterThan(40)
                .allSatisfy(member -> assertThat(page).contains("`" + member + "`"));
    }

    @Test
    void shouldComeToTheSameHeadByHand() throws Exception {
        assumeThat(Stream.of("/usr/bin/bash", "/usr/bin/jq", "/usr/bin/sha256sum")
                        .allMatch(tool -> Files.isExecutable(Path.of(tool))))
                .as("bash, jq and sha256sum are installed")
                .isTrue();
        String page = Files.readString(FORMATS.resolve("trail.md"));
        int start = page.indexOf("```bash\n") + "```bash\n".length();
        Path log = directory.resolve("log");
        Process process = new ProcessBuilder("/usr/bin/bash", "-c", page.substring(start, page.indexOf("```", start)))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();

        assertThat(process.waitFor()).isZero();
        assertThat(Files.readString(log, StandardCharsets.UTF_8)).isEqualTo("true\n" + head + "\n");
    }
}
