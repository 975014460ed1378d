package io.jenkins.plugins.releasegates.approval;

import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.environment.Environment;
import io.jenkins.lib.releasegates.gate.GateResult;
import java.util.List;
import java.util.Optional;

/**
 * What somebody who decides has seen of a running service: asked without the lock of the build, since servers take their time, and worth something only as
 * long as the owner's rules are those that it was asked by. Not thread-safe.
 */
final class HealthSight {

    private Optional<Environment> wanted = Optional.empty();
    private Optional<Seen> seen = Optional.empty();

    private record Seen(Digest rules, List<GateResult> gates) {}

    /** Whether it has to be asked before anything is decided by these rules. */
    boolean isMissing(Environment environment) {
        return !environment.health().isNone() && !isOf(environment);
    }

    /** Whether it was asked by these rules. */
    boolean isOf(Environment environment) {
        return seen.filter(found -> found.rules().equals(environment.rules())).isPresent();
    }

    /** What it was found to be like, by these rules. */
    Optional<List<GateResult>> gates(Environment environment) {
        return isOf(environment) ? seen.map(Seen::gates) : Optional.empty();
    }

    /** It is to be asked as soon as nobody is held up by that. */
    void want(Environment environment) {
        wanted = Optional.of(environment);
    }

    /** What is to be asked; nothing afterwards. */
    Optional<Environment> taken() {
        Optional<Environment> taken = wanted;
        wanted = Optional.empty();
        return taken;
    }

    /** What was found. */
    void see(Environment environment, List<GateResult> gates) {
        seen = Optional.of(new Seen(environment.rules(), gates));
    }
}
