package io.jenkins.lib.releasegates.audit.mail;

import io.jenkins.lib.releasegates.audit.message.Notice.Reader;
import java.util.Optional;

/**
 * Somebody whom an entry concerns.
 *
 * @param address where they read mail; empty where that isn't known
 * @param reader why they are told
 */
public record Concerned(Optional<String> address, Reader reader) {}
