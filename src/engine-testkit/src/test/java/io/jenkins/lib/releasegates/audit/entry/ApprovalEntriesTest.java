package io.jenkins.lib.releasegates.audit.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.releasegates.approval.Answer;
import io.jenkins.lib.releasegates.approval.ApprovalContent;
import io.jenkins.lib.releasegates.approval.ApprovalRequest.Status;
import io.jenkins.lib.releasegates.approval.Exclusions.Doubt;
import io.jenkins.lib.releasegates.approval.Exclusions.Ground;
import io.jenkins.lib.releasegates.audit.entry.ApprovalAsked.Changes;
import io.jenkins.lib.releasegates.digest.CanonicalJson;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.testkit.Releases;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Questions, answers and ends as they stand in the trail, and back. */
class ApprovalEntriesTest {

    private static final String REQUEST = "0123456789abcdef/7";
    private static final Digest CONTENT = ApprovalContent.changesOf(List.of("content"));
    private static final Changes CHANGES = new Changes(
            ApprovalContent.changesOf(List.of("c1", "c2")),
            Optional.of("c0"),
            Optional.of("c2"),
            2,
            true,
            Optional.of(1));

    private static ApprovalAsked asked() {
        return asked(
                CHANGES,
                EnumSet.of(Ground.STARTED, Ground.CHANGED),
                Map.of(Ground.CHANGED, 2, Ground.STARTED, 1),
                EnumSet.of(Doubt.Kind.UNMAPPED_AUTHOR, Doubt.Kind.INCOMPLETE_RANGE));
    }

    private static ApprovalAsked asked(
            Changes changes, Set<Ground> enforced, Map<Ground, Integer> involved, Set<Doubt.Kind> doubts) {
        return new ApprovalAsked(
                "production",
                REQUEST,
                List.of(Releases.artifact("a"), Releases.artifact("b")),
                CONTENT,
                changes,
                Instant.parse("2026-11-22T10:00:00.250Z"),
                enforced,
                involved,
                doubts);
    }

    private static ApprovalAnswered answered(Answer.Kind answer, Status status) {
        return new ApprovalAnswered(
                "production", REQUEST, List.of(Releases.artifact("a")), CONTENT, answer, status, true);
    }

    private static ApprovalEnded ended(Status status) {
        return new ApprovalEnded("production", REQUEST, List.of(Releases.artifact("a")), status);
    }

    private static String json(Event event) {
        return new String(CanonicalJson.bytes(event.body()), StandardCharsets.UTF_8);
    }

    private static Optional<Event> read(String kind, String json) {
        try {
            return Event.of(kind, (ObjectNode) new ObjectMapper().readTree(json));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(json, e);
        }
    }

    private static void shouldComeBack(Event event) {
        assertThat(read(event.kind(), json(event))).contains(event);
    }

    @Test
    void shouldComeBackAsAsked() {
        shouldComeBack(asked());
        shouldComeBack(asked(CHANGES, EnumSet.allOf(Ground.class), Map.of(), EnumSet.allOf(Doubt.Kind.class)));
        shouldComeBack(asked(CHANGES, Set.of(), Map.of(Ground.REQUESTED_WAIVER, 5_000), Set.of()));
        shouldComeBack(asked(
                new Changes(CONTENT, Optional.empty(), Optional.empty(), 0, false), Set.of(), Map.of(), Set.of()));
    }

    @Test
    void shouldComeBackWhateverWasAnswered() {
        for (Answer.Kind answer : Answer.Kind.values()) {
            for (Status status : Status.values()) {
                shouldComeBack(answered(answer, status));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(value = Status.class, names = "WAITING", mode = EnumSource.Mode.EXCLUDE)
    void shouldComeBackHoweverItEnded(Status status) {
        shouldComeBack(ended(status));
    }

    @Test
    void shouldWriteSetsInOneOrder() {
        ApprovalAsked other = asked(
                CHANGES,
                Set.of(Ground.CHANGED, Ground.STARTED),
                Map.of(Ground.STARTED, 1, Ground.CHANGED, 2),
                Set.of(Doubt.Kind.INCOMPLETE_RANGE, Doubt.Kind.UNMAPPED_AUTHOR));

        assertThat(json(asked())).isEqualTo(json(other));
        assertThat(json(asked()))
                .contains("\"enforced\":[\"STARTED\",\"CHANGED\"]")
                .contains("\"doubts\":[\"INCOMPLETE_RANGE\",\"UNMAPPED_AUTHOR\"]")
                .contains("\"deadline\":\"2026-11-22T10:00:00.250Z\"");
    }

    @Test
    void shouldNotEndWhatWaits() {
        assertThatThrownBy(() -> ended(Status.WAITING))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("found WAITING");
    }

    static Stream<Arguments> malformed() {
        Event asked = asked();
        Event answered = answered(Answer.Kind.REJECT, Status.REJECTED);
        Event ended = ended(Status.STALE);
        return Stream.of(
                row(asked, "\"name\":\"production\"", "\"name\":7"),
                row(asked, "\"environment\":", "\"environmen\":"),
                row(asked, "\"decision\":", "\"decisio\":"),
                row(asked, "\"content\":\"sha256:", "\"content\":\"md5:"),
                row(asked, "\"changes\":", "\"change\":"),
                row(asked, "\"verified\":1", "\"verified\":\"1\""),
                row(answered, "\"reauthenticated\":true", "\"reauthenticated\":\"true\""),
                row(asked, "\"commits\":2,\"complete\":true", "\"commits\":2"),
                row(asked, "\"complete\":true", "\"complete\":\"true\""),
                row(asked, "\"from\":\"c0\"", "\"from\":0"),
                row(asked, "\"to\":\"c2\"", "\"to\":[]"),
                row(asked, "10:00:00.250Z", "10:00"),
                row(asked, "\"deadline\":", "\"deadlin\":"),
                row(asked, "\"enforced\":[\"STARTED\"", "\"enforced\":[\"BEGUN\""),
                row(asked, "\"involved\":{\"CHANGED\"", "\"involved\":{\"WRITTEN\""),
                row(asked, "\"doubts\":[\"INCOMPLETE_RANGE\"", "\"doubts\":[\"WHO_KNOWS\""),
                row(asked, "\"digest\":\"sha256:", "\"digest\":\"sha1:"),
                row(answered, "\"request\":", "\"reques\":"),
                row(answered, "\"request\":\"" + REQUEST + "\"", "\"request\":null"),
                row(answered, "\"content\":\"sha256:", "\"content\":\""),
                row(answered, "\"answer\":\"REJECT\"", "\"answer\":\"REFUSE\""),
                row(answered, "\"status\":\"REJECTED\"", "\"status\":\"rejected\""),
                row(answered, "\"name\":\"production\"", "\"nam\":\"production\""),
                row(ended, "\"request\":", "\"reques\":"),
                row(ended, "\"status\":\"STALE\"", "\"status\":\"BYPASSED\""),
                row(ended, "\"status\":\"STALE\"", "\"status\":\"WAITING\""),
                row(ended, "\"digest\":\"sha256:", "\"digest\":\"sha256:0"));
    }

    private static Arguments row(Event event, String from, String to) {
        return Arguments.of(event, from, to);
    }

    @ParameterizedTest(name = "{1} -> {2}")
    @MethodSource("malformed")
    void shouldRefuseABodyThatIsNotWellFormed(Event event, String from, String to) {
        String json = json(event);
        assertThat(json).contains(from);

        assertThat(read(event.kind(), json.replace(from, to))).isEmpty();
    }
}
