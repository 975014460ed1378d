package io.jenkins.lib.releasegates.environment;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.evidence.Artifact;
import io.jenkins.lib.releasegates.gate.Baseline;
import io.jenkins.lib.releasegates.gate.Decision;
import io.jenkins.lib.releasegates.gate.ReleaseContext;
import io.jenkins.lib.releasegates.testkit.Releases;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Exceptions that can't be looked up, are over, or are none of this owner's, let nothing through. */
class ExemptionsFailClosedTest {

    private static final Instant NOW = Releases.NOW;
    private static final WaiverDefinition ALL = new WaiverDefinition(List.of("**"), "1d", "1h");

    /** Grants whatever it is asked for, until then. */
    private record Generous(Instant granted, Instant until) implements Exemptions {

        @Override
        public Optional<Counting> waiver(
                String environment, List<Artifact> artifacts, String gate, Digest grounds, Instant at) {
            return Optional.of(new Counting("0123456789abcdef/1", "build-1", granted, until));
        }

        @Override
        public Optional<Counting> brokenGlass(String environment, List<Artifact> artifacts, Instant at) {
            return waiver(environment, artifacts, "", Digest.of(new byte[0]), at);
        }
    }

    private static final class Unreadable implements Exemptions {

        @Override
        public Optional<Counting> waiver(
                String environment, List<Artifact> artifacts, String gate, Digest grounds, Instant at)
                throws IOException {
            throw new IOException("the record can't be read");
        }

        @Override
        public Optional<Counting> brokenGlass(String environment, List<Artifact> artifacts, Instant at)
                throws IOException {
            throw new IOException("the record can't be read");
        }
    }

    private static Decision decide(WaiverDefinition waivers, Exemptions exemptions, List<Artifact> artifacts) {
        Environment environment =
                Environments.of(Environments.definition("production", "").with(waivers));
        Admissions admissions = new Admissions(environment, Optional.empty(), exemptions);
        ReleaseContext context =
                admissions.context(Releases.build(1), artifacts, Releases.evidence(1, 9), Baseline.notNeeded(), NOW);
        return admissions.decide(context, (name, artifact) -> Optional.empty());
    }

    private static List<Artifact> ship() {
        return List.of(Releases.artifact("ship.jar"));
    }

    @Test
    void shouldLetThroughWhatCounts() {
        Generous generous = new Generous(NOW.minusSeconds(60), NOW.plusSeconds(60));
        assertThat(decide(ALL, generous, ship()).passed()).isTrue();
        assertThat(decide(ALL, generous, ship()).validUntil()).isEqualTo(NOW.plusSeconds(60));
    }

    @Test
    void shouldLetNothingThroughThatCanNotBeLookedUp() {
        assertThat(decide(ALL, new Unreadable(), ship()).passed()).isFalse();
    }

    @Test
    void shouldLetNothingThroughWithoutFiles() {
        assertThat(decide(ALL, new Generous(NOW.minusSeconds(60), NOW.plusSeconds(60)), List.of())
                        .passed())
                .isFalse();
    }

    @Test
    void shouldLetNothingThroughThatIsOver() {
        assertThat(decide(ALL, new Generous(NOW.minusSeconds(60), NOW), ship()).passed())
                .as("at its end")
                .isFalse();
        assertThat(decide(ALL, new Generous(NOW.minusSeconds(86_400), NOW.plusSeconds(60)), ship())
                        .passed())
                .as("longer than the owner lets it last")
                .isFalse();
    }

    @Test
    void shouldLetNothingThroughWhereTheOwnerAllowsNothing() {
        Generous generous = new Generous(NOW.minusSeconds(60), NOW.plusSeconds(60));
        assertThat(decide(WaiverDefinition.NONE, generous, ship()).passed()).isFalse();
        assertThat(decide(new WaiverDefinition(List.of("another"), "", ""), generous, ship())
                        .passed())
                .isFalse();
    }
}
