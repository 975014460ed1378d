package io.jenkins.lib.releasegates.environment;

import io.jenkins.lib.releasegates.evidence.Artifact;
import io.jenkins.lib.releasegates.evidence.Evidence;
import io.jenkins.lib.releasegates.gate.GateResult;
import io.jenkins.lib.releasegates.gate.Relief;
import io.jenkins.lib.releasegates.gate.Subject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the owner of an environment lets people let through, and people have. */
final class GrantedExemptions implements Relief {

    /** Of these, what people say holds for the build that they looked at, and for no other one that brings the same files. */
    private static final Set<String> OF_ONE_BUILD = Set.of(StandingGates.JOB, StandingGates.PIPELINE);

    private final Environment environment;
    private final Exemptions exemptions;
    private final Subject subject;
    private final List<Artifact> artifacts;
    private final Evidence evidence;
    private final Instant at;

    GrantedExemptions(
            Environment environment,
            Exemptions exemptions,
            Subject subject,
            List<Artifact> artifacts,
            Evidence evidence,
            Instant at) {
        this.environment = environment;
        this.exemptions = exemptions;
        this.subject = subject;
        this.artifacts = artifacts;
        this.evidence = evidence;
        this.at = at;
    }

    @Override
    public Optional<Granted> of(GateResult gate) {
        if (artifacts.isEmpty()) {
            // Nobody can have looked at nothing.
            return Optional.empty();
        }
        try {
            Optional<Granted> waiver = waiver(gate);
            return waiver.isPresent() ? waiver : brokenGlass(gate);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private Optional<Granted> waiver(GateResult gate) throws IOException {
        return environment.waivers().mayBeWaived(gate.gate())
                ? exemptions
                        .waiver(environment.name(), artifacts, gate.gate(), Exemptions.grounds(gate, evidence), at)
                        .flatMap(counting -> granted(
                                counting,
                                environment.waivers().longest(),
                                "Waiver " + counting.id() + " lets it through until "))
                : Optional.empty();
    }

    private Optional<Granted> brokenGlass(GateResult gate) throws IOException {
        return environment.waivers().breakGlass().isPresent()
                ? exemptions
                        .brokenGlass(environment.name(), artifacts, at)
                        .filter(counting -> !OF_ONE_BUILD.contains(gate.gate())
                                || counting.build().equals(subject.build()))
                        .flatMap(counting -> granted(
                                counting,
                                environment.waivers().breakGlass().get(),
                                "Two people have broken the glass, " + counting.id()
                                        + ", which lets it through until "))
                : Optional.empty();
    }

    /** For as long as the owner lets it last now, also where more was granted before. */
    private Optional<Granted> granted(Exemptions.Counting counting, Duration longest, String words) {
        Instant end = counting.end(longest);
        return at.isBefore(end) ? Optional.of(new Granted(counting.id(), end, words + end + ".")) : Optional.empty();
    }
}
