package io.jenkins.lib.releasegates.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.releasegates.digest.Digest;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Ledgers that nobody has ever written: lines that are no entries, evidence and persons that were exchanged, links, bombs. */
class HostileLedgerTest {

    private static final String AT = "2026-11-21T10:00:00.000Z";

    @TempDir
    private Path ledger;

    private VerificationReport verify() {
        return TrailVerifier.verify(ledger, VerifyOptions.NONE);
    }

    private String only(VerificationReport report) {
        assertThat(report.findings()).hasSize(1);
        assertThat(report.strength()).isEqualTo(VerificationReport.Strength.BROKEN);
        return report.findings().get(0).toString();
    }

    private static Arguments row(String why, UnaryOperator<String> change, String expected) {
        return Arguments.of(why, change, expected);
    }

    static Stream<Arguments> lines() {
        String deep = "{\"a\":".repeat(100) + "1" + "}".repeat(100);
        return Stream.of(
                row("empty", line -> "", "found nothing, expected a JSON object"),
                row("another version", line -> line.replace("\"v\":1", "\"v\":2"), "found version 2"),
                row("no version", line -> line.replace(",\"v\":1", ""), "version"),
                row(
                        "a member too many",
                        line -> line.replace(",\"v\":1", ",\"v\":1,\"x\":1"),
                        "found the members [at,"),
                row("a member twice", line -> line.replace("\"v\":1", "\"v\":1,\"v\":1"), "Duplicate field 'v'"),
                row("a space", line -> line.replace("\"v\":1", "\"v\": 1"), "not in its canonical form (RFC 8785)"),
                row("1.0 for 1", line -> line.replace("\"v\":1", "\"v\":1.0"), "canonical form"),
                row("an escape", line -> line.replace("\"job\"", "\"j\\u006fb\""), "canonical form"),
                row(
                        "another order",
                        line -> line.replaceFirst("(\"at\":[^,]*),(.*),\"v\":1", "$2,$1,\"v\":1"),
                        "canon"),
                row("something behind", line -> line + "{}", "not the JSON that was expected"),
                row("a NUL", line -> line + "\0", "not the JSON that was expected"),
                row("a byte order mark", line -> "\ufeff" + line, "not the JSON that was expected"),
                row("a carriage return", line -> line + "\r", "canonical form"),
                row("a list", line -> "[" + line + "]", "found array, expected a JSON object"),
                row("deep", line -> line.replace("\"body\":{", "\"body\":{\"a\":" + deep + ","), "nesting"),
                row("a huge number", line -> line.replace("\"seq\":0", "\"seq\":1e400"), "canonical"),
                row("many digits", line -> line.replace("\"seq\":0", "\"seq\":" + "9".repeat(9_000)), "exceeds"),
                row("a negative seq", line -> line.replace("\"seq\":0", "\"seq\":-1"), "expected an integer from 0"),
                row("a seq of text", line -> line.replace("\"seq\":0", "\"seq\":\"0\""), "expected an integer from 0"),
                row("a lone surrogate", line -> line.replace("\"j\"", "\"\\ud800\""), "canonical form"),
                row("a time without zone", line -> line.replace("00.000Z", "00.000"), "in at, expected the form"),
                row("a time of another form", line -> line.replace("00.000Z", "00Z"), "in at, expected the form"),
                row("an odd kind", line -> line.replace("evidence-recorded", "Evil\u202e"), "Evil\\u{202e}"),
                row("an odd origin", line -> line.replace("0123456789abcdef", "?"), "in origin, expected the form"),
                row("a body that is none", line -> line.replaceFirst("\"body\":\\{[^}]*}", "\"body\":1"), "objects"),
                row("no digest", line -> line.replace("\"evidence\":\"sha256:", "\"evidence\":\"md5:"), "in evidence"),
                row("another first prev", line -> line.replace("sha256:0", "sha256:1"), "expected 64 zeros"),
                row("a negative size", line -> line.replaceFirst("Bytes\":", "Bytes\":-"), "in storedBytes"),
                row(
                        "too long",
                        line -> line.replace("\"j\"", "\"" + "x".repeat(48 * 1024) + "\""),
                        "allowed are 49152"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lines")
    void shouldRefuseALineThatIsNoEntry(String why, UnaryOperator<String> change, String expected) throws IOException {
        HandWrittenTrail trail = new HandWrittenTrail().entry("evidence-recorded", HandWrittenTrail.evidence(false));
        String line = new String(trail.lines.get(0), StandardCharsets.UTF_8);
        String changed = change.apply(line);
        assertThat(changed).isNotEqualTo(line);
        trail.lines.clear();
        trail.line(changed).write(ledger);

        assertThat(only(verify()))
                .startsWith(HandWrittenTrail.FIRST_FILE + ":1: ")
                .contains(expected);
    }

    @Test
    void shouldAcceptTheLongestLineAndRefuseOneByteMore() throws IOException {
        HandWrittenTrail trail = new HandWrittenTrail();
        int frame =
                trail.line(0, AT, "{\"x\":\"\"}", "new-kind", trail.hash(), 1).length();
        trail.entry("new-kind", "{\"x\":\"" + "x".repeat(48 * 1024 - frame) + "\"}")
                .write(ledger);
        assertThat(verify().findings()).isEmpty();
        assertThat(verify().notes()).first().asString().contains("Of a kind that this version doesn't know");

        trail.lines.clear();
        trail.entry("new-kind", "{\"x\":\"" + "x".repeat(48 * 1024 - frame + 1) + "\"}")
                .write(ledger);
        assertThat(only(verify())).contains("the line has 49153 bytes, allowed are 49152");
    }

    @Test
    void shouldNameTheByteThatIsNotUtf8() throws IOException {
        HandWrittenTrail trail = new HandWrittenTrail().decision();
        trail.lines.get(1)[30] = (byte) 0xff;
        trail.write(ledger);

        assertThat(only(verify())).contains(":2: found the byte 0xff at byte 31, expected UTF-8");
    }

    @Test
    void shouldNoteButNotBlameAClockThatWentBack() throws IOException {
        HandWrittenTrail trail = new HandWrittenTrail().decision();
        String body = HandWrittenTrail.evidence(false);
        trail.line(trail.line(3, "2026-11-21T09:59:59.999Z", body, "evidence-recorded", trail.hash(), 1))
                .write(ledger);

        assertThat(verify().findings()).isEmpty();
        assertThat(verify().notes()).singleElement().asString().contains("clock", ": 1, the first is", ":4");
    }

    @Test
    void shouldFindAnotherOrigin() throws IOException {
        HandWrittenTrail trail = new HandWrittenTrail().decision();
        String next = trail.line(3, AT, HandWrittenTrail.evidence(false), "evidence-recorded", trail.hash(), 1);
        trail.line(next.replace("0123456789abcdef", "fedcba9876543210")).write(ledger);

        assertThat(only(verify()))
                .contains(":4: found the origin fedcba9876543210, the entry before it has 0123456789");
    }

    static Stream<Arguments> records() {
        Digest other = Digest.of(new byte[0]);
        String evidence = HandWrittenTrail.evidence(true);
        String gate = HandWrittenTrail.gate("tests", "PASSED");
        String decision = HandWrittenTrail.decisionBody(HandWrittenTrail.blob(), "tests", "PASSED");
        return Stream.of(
                Arguments.of("no gate", List.of(evidence, decision), ":2: the decision lists 1 gates, 0 stand"),
                Arguments.of(
                        "a gate too many", List.of(evidence, gate, gate, decision), ":4: the decision lists 1 gates"),
                Arguments.of("no evidence", List.of(gate, decision), ":1: found a judged gate, expected the evidence"),
                Arguments.of("a decision alone", List.of(decision), ":1: found a decision, expected its evidence"),
                Arguments.of(
                        "evidence that nobody asked to judge",
                        List.of(HandWrittenTrail.evidence(false), decision),
                        ":2: found a decision, expected its evidence"),
                Arguments.of(
                        "another verdict",
                        List.of(evidence, HandWrittenTrail.gate("tests", "FAILED"), decision),
                        ":3: gate 1 of the decision is tests PASSED FAILURE, its own entry says tests FAILED FAILURE"),
                Arguments.of(
                        "another gate",
                        List.of(evidence, HandWrittenTrail.gate("coverage", "PASSED"), decision),
                        ":3: gate 1 of the decision is tests PASSED FAILURE, its own entry says coverage"),
                Arguments.of(
                        "other evidence",
                        List.of(evidence, gate, HandWrittenTrail.decisionBody(other, "tests", "PASSED")),
                        ":3: the decision names the evidence " + other));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("records")
    void shouldFindADecisionThatIsNotWhatItsEntriesSay(String why, List<String> bodies, String expected)
            throws IOException {
        HandWrittenTrail trail = new HandWrittenTrail();
        for (String body : bodies) {
            String kind = body.contains("\"gates\"")
                    ? "decision-made"
                    : body.contains("\"gate\"") ? "gate-judged" : "evidence-recorded";
            trail.entry(kind, body);
        }
        trail.write(ledger);
        Files.writeString(ledger.resolve("people/000000000000.jsonl"), "");

        assertThat(only(verify())).contains(expected);
    }

    @Test
    void shouldFindGatesOfAnotherBuild() throws IOException {
        HandWrittenTrail trail = new HandWrittenTrail().entry("evidence-recorded", HandWrittenTrail.evidence(true));
        trail.about("{\"build\":\"other\",\"job\":\"j\"}")
                .entry("gate-judged", HandWrittenTrail.gate("tests", "PASSED"))
                .write(ledger);

        assertThat(only(verify())).contains(":2: the subject is another than in the evidence of its record");
    }

    @Test
    void shouldNoteARecordThatACrashBrokeOff() throws IOException {
        new HandWrittenTrail()
                .entry("evidence-recorded", HandWrittenTrail.evidence(true))
                .entry("gate-judged", HandWrittenTrail.gate("tests", "PASSED"))
                .entry("evidence-recorded", HandWrittenTrail.evidence(false))
                .write(ledger);

        assertThat(verify().findings()).isEmpty();
        assertThat(verify().notes()).singleElement().asString().contains("have no decision", ":3");
    }

    @Test
    void shouldTellVerifiedFromNotKeptFromDamagedEvidence() throws IOException {
        new HandWrittenTrail().decision().decision().write(ledger);
        Path blob = ledger.resolve(HandWrittenTrail.blobFile());
        assertThat(verify().evidence()).isEqualTo(new VerificationReport.EvidenceCount(2, 0, 0, 0));

        byte[] changed = HandWrittenTrail.BLOB.clone();
        changed[0] ^= 1;
        Files.write(blob, changed);
        assertThat(only(verify())).startsWith("evidence/").contains("found bytes with the digest sha256:", ":1");
        assertThat(verify().evidence()).isEqualTo(new VerificationReport.EvidenceCount(0, 0, 0, 2));

        Files.write(blob, new byte[5]);
        assertThat(only(verify())).contains("found 5 bytes, expected 19");

        Files.delete(blob);
        assertThat(verify().findings()).isEmpty();
        assertThat(verify().evidence()).isEqualTo(new VerificationReport.EvidenceCount(0, 0, 2, 0));
        assertThat(verify().notes())
                .singleElement()
                .asString()
                .contains("no entry says that it was erased: named 2 times");
    }

    @Test
    void shouldNoteEvidenceThatNobodyNames() throws IOException {
        new HandWrittenTrail().decision().write(ledger);
        Files.writeString(ledger.resolve("evidence/" + "a".repeat(64) + ".json.gz"), "x");
        Files.writeString(ledger.resolve("evidence/odd"), "x");

        assertThat(verify().findings()).isEmpty();
        assertThat(verify().notes())
                .hasSize(2)
                .first()
                .asString()
                .contains("no entry names", ": 1, one is evidence/aaa");
    }

    @Test
    void shouldReadNoMoreOfABombThanAnEntryDeclares() throws IOException {
        new HandWrittenTrail().decision().write(ledger);
        try (OutputStream bomb = Files.newOutputStream(ledger.resolve(HandWrittenTrail.blobFile()))) {
            for (int i = 0; i < 100; i++) {
                bomb.write(new byte[1024 * 1024]);
            }
        }
        long before = System.nanoTime();
        assertThat(only(verify())).contains("found 104857600 bytes, expected 19");
        assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - before)).isLessThan(2);
    }

    @Test
    void shouldRefuseEvidenceThatDeclaresMoreThanIsAllowed() throws IOException {
        new HandWrittenTrail()
                .entry(
                        "evidence-recorded",
                        HandWrittenTrail.evidence(false).replace("storedBytes\":19", "storedBytes\":9000000000"))
                .write(ledger);

        assertThat(only(verify())).contains("declares 9000000000 bytes of evidence, allowed are 20971520");
    }

    @Test
    void shouldFollowNoLink() throws IOException {
        new HandWrittenTrail().decision().write(ledger);
        Path outside = Files.move(ledger.resolve(HandWrittenTrail.blobFile()), ledger.resolve("blob"));
        Files.createSymbolicLink(ledger.resolve(HandWrittenTrail.blobFile()), outside);
        assertThat(only(verify())).contains("it is no regular file; links aren't followed");

        Files.move(outside, ledger.resolve(HandWrittenTrail.blobFile()), StandardCopyOption.REPLACE_EXISTING);
        Path trail = ledger.resolve(HandWrittenTrail.FIRST_FILE);
        Path moved = Files.move(trail, ledger.resolve("moved"));
        Files.createSymbolicLink(trail, moved);
        assertThat(only(verify())).contains(HandWrittenTrail.FIRST_FILE + ": can't be read: it is no regular file");

        Files.delete(trail);
        Files.delete(trail.getParent());
        Files.createSymbolicLink(ledger.resolve("trail"), Files.createDirectory(ledger.resolve("elsewhere")));
        assertThat(only(verify())).contains("trail: found something else than a directory");
    }

    @Test
    void shouldCountErasedValuesAndFindChangedOnes() throws IOException {
        new HandWrittenTrail().decision().decision().write(ledger);
        Path people = ledger.resolve("people/000000000000.jsonl");
        String rows = Files.readString(people);
        assertThat(verify().people()).isEqualTo(new VerificationReport.PeopleCount(2, 0, 0));

        Files.writeString(people, rows.substring(rows.indexOf('\n') + 1));
        assertThat(verify().findings()).isEmpty();
        assertThat(verify().people()).isEqualTo(new VerificationReport.PeopleCount(1, 1, 0));

        Files.writeString(people, rows.replaceFirst("alice", "mallory"));
        assertThat(only(verify()))
                .contains("people/000000000000.jsonl:1: found other values than entry 2 commits to, of actor.id");
        assertThat(verify().people()).isEqualTo(new VerificationReport.PeopleCount(1, 0, 1));

        Files.writeString(people, rows.replaceFirst("0001", "0002"));
        assertThat(only(verify())).contains("other values than entry 2 commits to, of actor.id");

        Files.writeString(people, rows.replaceFirst("\"seq\":2", "\"seq\":1"));
        assertThat(only(verify())).contains("other values than entry 1 commits to, of actor.id", "expected nothing");

        Files.writeString(people, rows + rows);
        assertThat(verify().findings()).hasSize(2);

        Files.writeString(people, "x\n" + rows);
        assertThat(only(verify())).contains("people/000000000000.jsonl:1: not the JSON that was expected");
    }

    @Test
    void shouldNoteRowsBeyondTheEndThatACutAndACrashLeaveAlike() throws IOException {
        new HandWrittenTrail().decision().row(7, "actor.id", "alice").write(ledger);

        assertThat(verify().findings()).isEmpty();
        assertThat(verify().notes()).singleElement().asString().contains("cutting entries off", ":2");
    }

    @Test
    void shouldKeepAThousandFindingsAndCountTheRest() throws IOException {
        HandWrittenTrail trail = new HandWrittenTrail();
        for (int i = 0; i < 1_500; i++) {
            trail.line("garbage " + i);
        }
        trail.write(ledger);

        VerificationReport report = verify();

        assertThat(report.findings()).hasSize(VerificationReport.MAX_FINDINGS);
        assertThat(report.findingsLeftOut()).isEqualTo(500);
    }

    @Test
    void shouldAnswerForADirectoryThatIsNoLedger() throws IOException {
        assertThat(only(TrailVerifier.verify(ledger.resolve("nowhere"), VerifyOptions.NONE)))
                .contains("found no directory");
        assertThat(only(verify())).contains("expected the directory of the trail");
        Files.createDirectory(ledger.resolve("trail"));
        assertThat(verify().findings()).isEmpty();
        assertThat(verify().entries()).isZero();
    }

    @Test
    void shouldPassOverAHundredMegabytesOfOneLineInThirtyTwoOfHeap() throws Exception {
        HandWrittenTrail trail = new HandWrittenTrail().decision();
        trail.write(ledger);
        Path file = ledger.resolve(HandWrittenTrail.FIRST_FILE);
        try (OutputStream out = Files.newOutputStream(file)) {
            byte[] block = new byte[1024 * 1024];
            Arrays.fill(block, (byte) '[');
            for (int i = 0; i < 100; i++) {
                out.write(block);
            }
            out.write('\n');
            out.write(trail.bytes());
        }
        Path log = ledger.resolve("log");

        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx32m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        ledger.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }

        assertThat(Files.readString(log).strip())
                .isEqualTo(
                        "3 [" + HandWrittenTrail.FIRST_FILE + ":1: the line has 104857600 bytes, allowed are 49152]");
    }

    /** What the other JVM does. */
    static final class Child {

        private Child() {}

        public static void main(String[] args) {
            VerificationReport report = TrailVerifier.verify(Path.of(args[0]), VerifyOptions.NONE);
            System.out.println(report.entries() + " " + report.findings());
        }
    }
}
