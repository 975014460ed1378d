package io.jenkins.lib.releasegates.readiness.answer;

import static io.jenkins.lib.releasegates.readiness.Scene.commitment;
import static io.jenkins.lib.releasegates.readiness.Scene.daysAgo;
import static io.jenkins.lib.releasegates.readiness.Scene.file;
import static io.jenkins.lib.releasegates.readiness.Scene.head;
import static io.jenkins.lib.releasegates.readiness.Scene.inDays;
import static io.jenkins.lib.releasegates.readiness.Scene.voice;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.releasegates.gate.Verdict;
import io.jenkins.lib.releasegates.readiness.Scene;
import io.jenkins.lib.releasegates.readiness.answer.ReadinessEvent.Answer;
import io.jenkins.lib.releasegates.readiness.answer.ReadinessEvent.Head;
import io.jenkins.lib.releasegates.readiness.answer.ReadinessEventJson.Kept;
import io.jenkins.lib.releasegates.readiness.checklist.Item;
import io.jenkins.lib.releasegates.readiness.checklist.ItemSeverity;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Events as the record keeps them. */
class ReadinessEventJsonTest {

    private static final Item RESTORE = Scene.attested("restore", ItemSeverity.HIGH);
    private static final Head HEAD = head("42", RESTORE, daysAgo(1));
    private static final GivenEvidence LINK =
            new GivenEvidence(GivenEvidence.Kind.LINK, Optional.empty(), Typed.of("https://wiki.example.com/restore"));

    static Stream<ReadinessEvent> events() {
        Typed reason = Typed.of("Ünder \"control\"");
        return Stream.of(
                new ReadinessEvent.Answered(
                        HEAD, voice("bob"), Answer.YES, reason, List.of(file(), LINK), Optional.of(inDays(3))),
                new ReadinessEvent.Answered(
                        HEAD, Scene.stranger("bob"), Answer.NO, Typed.NOTHING, List.of(), Optional.empty()),
                new ReadinessEvent.Withdrawn(HEAD, voice("bob"), "41", Typed.NOTHING),
                new ReadinessEvent.NotApplicableConfirmed(HEAD, voice("bob"), "41", reason),
                new ReadinessEvent.FollowUpOpened(HEAD, voice("bob"), reason, Typed.of("dora"), inDays(9)),
                new ReadinessEvent.FollowUpDone(HEAD, voice("bob"), "41", reason, List.of(file())),
                new ReadinessEvent.Checked(HEAD, Verdict.Kind.PASSED));
    }

    @ParameterizedTest
    @MethodSource("events")
    void shouldComeBackAsItWas(ReadinessEvent event) throws Exception {
        Kept kept = ReadinessEventJson.write(event);

        assertThat(ReadinessEventJson.read("42", HEAD.at(), commitment("bob"), kept))
                .isEqualTo(event);
    }

    @ParameterizedTest
    @MethodSource("events")
    void shouldHoldNoNameAndNothingTypedInItsBody(ReadinessEvent event) {
        assertThat(ReadinessEventJson.write(event).body())
                .doesNotContain("bob", "dora", "nder", "wiki", "restore.log")
                .contains("\"version\":1");
    }

    @Test
    void shouldUseEveryKindOnce() {
        Set<String> kinds = new HashSet<>();
        events().forEach(event -> kinds.add(ReadinessEventJson.write(event).kind()));

        assertThat(kinds).containsExactlyInAnyOrderElementsOf(ReadinessEventJson.KINDS);
    }

    @Test
    void shouldKnowThatThereWasAReasonOnceItIsErased() throws Exception {
        for (ReadinessEvent event : events().toList()) {
            Kept kept = ReadinessEventJson.write(event);
            Kept erased = new Kept(kept.kind(), kept.body(), Map.of());
            ReadinessEvent read = ReadinessEventJson.read("42", HEAD.at(), commitment("bob"), erased);

            assertThat(ReadinessEventJson.write(read).body()).isEqualTo(kept.body());
            assertThat(ReadinessEventJson.write(read).clear()).isEmpty();
        }
    }

    @Test
    void shouldPassOverMembersThatItDoesNotKnow() throws Exception {
        for (ReadinessEvent event : events().toList()) {
            Kept kept = ReadinessEventJson.write(event);
            Kept newer = new Kept(kept.kind(), kept.body().replaceFirst("\\{", "{\"aside\":[1],"), kept.clear());

            assertThat(ReadinessEventJson.read("42", HEAD.at(), commitment("bob"), newer))
                    .isEqualTo(event);
        }
    }

    @ParameterizedTest
    @MethodSource("events")
    void shouldRefuseABodyThatLacksAnything(ReadinessEvent event) {
        Kept kept = ReadinessEventJson.write(event);
        List<String> members = Stream.of(kept.body().replaceAll("[{}]", "").split(",(?=\"[a-zA-Z]+\":)"))
                .filter(member -> !member.matches("\"(expires|kind|digest)\".*"))
                .filter(member -> !member.startsWith("\"evidence\":[") || member.equals("\"evidence\":[]"))
                .toList();
        for (String member : members) {
            String name = member.substring(1, member.indexOf('"', 1));
            String body = kept.body().replaceFirst("\"" + name + "\":", "\"was-" + name + "\":");
            assertThatThrownBy(() -> ReadinessEventJson.read(
                            "42", HEAD.at(), commitment("bob"), new Kept(kept.kind(), body, kept.clear())))
                    .as(body)
                    .isInstanceOf(UnreadableEventException.class)
                    .hasMessageContaining(name);
        }
        assertThat(members).hasSizeGreaterThan(5);
    }

    @Test
    void shouldRefuseAnotherKind() {
        Kept kept = new Kept(
                "readiness-guessed",
                ReadinessEventJson.write(events().findFirst().orElseThrow()).body(),
                Map.of());

        assertThatThrownBy(() -> ReadinessEventJson.read("42", HEAD.at(), commitment("bob"), kept))
                .isInstanceOf(UnreadableEventException.class)
                .hasMessageContaining("readiness-answered");
    }
}
