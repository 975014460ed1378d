package io.jenkins.lib.releasegates.approval;

import static io.jenkins.lib.releasegates.approval.Approvals.CONTENT;
import static io.jenkins.lib.releasegates.approval.Approvals.content;
import static io.jenkins.lib.releasegates.approval.Approvals.digest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.releasegates.approval.ApprovalContent.Judged;
import io.jenkins.lib.releasegates.approval.ApprovalContent.VerdictKind;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.gate.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ApprovalContentTest {

    /** Written by hand from docs/formats/approval.md. */
    @Test
    void shouldHaveTheDigestThatTheFormatTells() {
        String json = "{\"artifacts\":{\"app.jar\":\"" + digest("app") + "\"},\"changes\":\""
                + Digest.of("{\"changes\":[\"c1\",\"c2\"]}".getBytes(StandardCharsets.UTF_8))
                + "\",\"gates\":{\"unit tests\":{\"evidence\":\"" + digest("report")
                + "\",\"verdict\":\"WAIVED\",\"waiver\":\"w-1\"}},\"policy\":\"" + digest("policy")
                + "\",\"type\":\"release-gates/approval-content/v1\"}";

        assertThat(content(new Judged(VerdictKind.WAIVED, Optional.of("w-1"), Optional.of(digest("report"))))
                        .digest())
                .isEqualTo(Digest.of(json.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void shouldNotDependOnAnyOrder() {
        assertThat(ApprovalContent.changesOf(List.of("c2", "c1", "c2"))).isEqualTo(CONTENT.changes());
        assertThat(ApprovalContent.changesOf(List.of())).isNotEqualTo(CONTENT.changes());
    }

    @Test
    void shouldSayWhatHasChanged() {
        ApprovalContent other = new ApprovalContent(
                Map.of("app.jar", digest("other")),
                digest("other"),
                ApprovalContent.changesOf(List.of("c1", "c2", "c3")),
                Map.of());

        assertThat(other.changesSince(CONTENT))
                .containsExactly("the artifacts", "the policy", "the list of changes", "the list of gates");
        assertThat(CONTENT.changesSince(CONTENT)).isEmpty();
        assertThat(other.digest()).isNotEqualTo(CONTENT.digest());
    }

    @ParameterizedTest
    @EnumSource(VerdictKind.class)
    void shouldCoverABetterVerdictAndNoOther(VerdictKind earlier) {
        List<VerdictKind> ladder = List.of(
                VerdictKind.FAILED,
                VerdictKind.ERROR,
                VerdictKind.INCONCLUSIVE,
                VerdictKind.WARNING,
                VerdictKind.PASSED);
        for (VerdictKind now : VerdictKind.values()) {
            boolean covered = now == earlier
                    || ladder.contains(earlier)
                            && ladder.contains(now)
                            && ladder.indexOf(now) > ladder.indexOf(earlier);

            assertThat(content(now).changesSince(content(earlier)).isEmpty())
                    .as(earlier + " became " + now)
                    .isEqualTo(covered);
        }
    }

    @Test
    void shouldNotCoverOtherEvidenceOrAnotherWaiver() {
        Judged judged = new Judged(VerdictKind.WARNING, Optional.of("w-1"), Optional.of(digest("report")));
        Judged evidence = new Judged(VerdictKind.PASSED, Optional.of("w-1"), Optional.of(digest("newer")));
        Judged none = new Judged(VerdictKind.WARNING, Optional.of("w-1"), Optional.empty());
        Judged waiver = new Judged(VerdictKind.WARNING, Optional.of("w-2"), Optional.of(digest("report")));

        assertThat(content(evidence).changesSince(content(judged)))
                .containsExactly("gate \"unit tests\": WARNING became PASSED on other evidence");
        assertThat(content(none).changesSince(content(judged))).containsExactly("gate \"unit tests\": other evidence");
        assertThat(content(waiver).changesSince(content(judged)))
                .containsExactly("gate \"unit tests\": another waiver");
    }

    @Test
    void shouldKnowEveryVerdictOfAGate() {
        assertThat(Arrays.stream(VerdictKind.values()).map(Enum::name))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Verdict.Kind.values()).map(Enum::name).toList());
    }

    @Test
    void shouldBeOfSomething() {
        assertThatThrownBy(() -> new ApprovalContent(Map.of(), digest("policy"), CONTENT.changes(), Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least one artifact");
    }
}
