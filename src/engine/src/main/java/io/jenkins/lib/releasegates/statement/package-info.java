/**
 * What is said about a decision outside of its log: in-toto statements with a summary of one decision, and with the decisions that were revoked.
 *
 * <p>Begin at {@link io.jenkins.lib.releasegates.statement.DecisionStatement}; docs/formats/statement.md describes what is written. Nothing here
 * asks a clock or a file.
 */
@NullMarked
package io.jenkins.lib.releasegates.statement;

import org.jspecify.annotations.NullMarked;
