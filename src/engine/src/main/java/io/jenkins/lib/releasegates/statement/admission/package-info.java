/**
 * Whether a signed statement lets an artifact pass, away from the log and from Jenkins: everything that is missing, in sentences.
 *
 * <p>Begin at {@link io.jenkins.lib.releasegates.statement.admission.StatementCheck}. Nothing here asks a clock, a file or a server.
 */
@NullMarked
package io.jenkins.lib.releasegates.statement.admission;

import org.jspecify.annotations.NullMarked;
