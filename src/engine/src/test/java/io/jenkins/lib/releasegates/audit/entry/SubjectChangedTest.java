package io.jenkins.lib.releasegates.audit.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.releasegates.audit.entry.SubjectChanged.Change;
import io.jenkins.lib.releasegates.audit.entry.SubjectChanged.What;
import io.jenkins.lib.releasegates.digest.Digest;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SubjectChangedTest {

    private static final Digest ONE = Digest.of(new byte[] {1});
    private static final Digest TWO = Digest.of(new byte[] {2});

    @Test
    void shouldComeBackAsItWasWritten() {
        for (SubjectChanged event : List.of(
                new SubjectChanged(What.JOB, Change.RENAMED, "a", Optional.of("b")),
                new SubjectChanged(What.BUILD, Change.DELETED, "a #1", Optional.empty()),
                SubjectChanged.configured("a", Optional.empty(), ONE),
                SubjectChanged.configured("a", Optional.of(ONE), TWO))) {
            assertThat(Event.of(event.kind(), event.body())).hasValue(event);
        }
    }

    @Test
    void shouldBelongDigestsToConfigurationsOfJobsAlone() {
        assertThatThrownBy(() -> new SubjectChanged(
                        What.JOB, Change.CONFIGURED, "a", Optional.empty(), Optional.of(ONE), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SubjectChanged(
                        What.JOB, Change.DELETED, "a", Optional.empty(), Optional.of(ONE), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SubjectChanged(
                        What.BUILD, Change.CONFIGURED, "a", Optional.empty(), Optional.empty(), Optional.of(ONE)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldNotReadWhatIsNotWellFormed() {
        ObjectNode body = SubjectChanged.configured("a", Optional.of(ONE), TWO).body();

        assertThat(Event.of("build-changed", body)).isEmpty();
        assertThat(Event.of("job-changed", body.deepCopy().without(List.of("configuration"))))
                .isEmpty();
        assertThat(Event.of("job-changed", body.deepCopy().put("configurationBefore", "md5:1")))
                .isEmpty();
        assertThat(Event.of("job-changed", body.deepCopy().put("after", "b"))).isEmpty();
    }
}
