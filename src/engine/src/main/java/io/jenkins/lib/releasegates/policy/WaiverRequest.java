package io.jenkins.lib.releasegates.policy;

import java.time.LocalDate;
import java.util.Optional;

/**
 * Somebody asks in the policy file that a gate be waived. It is shown and recorded, and never admits: only another, authenticated person can
 * grant a waiver.
 */
public record WaiverRequest(String gate, String reason, Optional<String> ticket, String owner, LocalDate expires) {}
