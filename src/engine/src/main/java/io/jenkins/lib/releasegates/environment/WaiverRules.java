package io.jenkins.lib.releasegates.environment;

import io.jenkins.lib.releasegates.policy.document.NamePattern;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What may be let through although it doesn't pass.
 *
 * @param gates whose verdict people may waive; never one of the environment itself, such as its hours
 * @param longest how long a waiver counts at most
 * @param breakGlass how long an emergency lasts that two people have declared; empty where nobody can break the glass
 */
public record WaiverRules(List<NamePattern> gates, Duration longest, Optional<Duration> breakGlass) {

    /** Nothing. */
    public static final WaiverRules NONE = new WaiverRules(List.of(), Duration.ofDays(7), Optional.empty());

    public WaiverRules {
        gates = List.copyOf(gates);
    }

    /** Whether the owner lets people make any exception. */
    public boolean areAny() {
        return !gates.isEmpty() || breakGlass.isPresent();
    }

    /** Whether the owner lets people waive a gate of that name. */
    public boolean mayBeWaived(String gate) {
        return !gate.startsWith(StandingGates.PREFIX) && gates.stream().anyMatch(pattern -> pattern.matches(gate));
    }
}
