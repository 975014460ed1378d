package io.jenkins.lib.releasegates.readiness;

import io.jenkins.lib.releasegates.readiness.ItemResult.Source;
import io.jenkins.lib.releasegates.readiness.ItemResult.Words;
import io.jenkins.lib.releasegates.readiness.answer.Statement;
import java.util.Optional;

/**
 * How an item stands, before its severity.
 *
 * @param said what kind of statement says so; empty where a check does, or nobody
 */
record Standing(ItemStatus status, Words words, Source source, Optional<Statement.Kind> said) {

    /** One that no statement is behind. */
    Standing(ItemStatus status, Words words, Source source) {
        this(status, words, source, Optional.empty());
    }
}
