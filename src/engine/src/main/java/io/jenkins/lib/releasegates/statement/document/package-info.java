/**
 * JSON from strangers: read once, within limits, with a sentence for everything that isn't as it should be.
 *
 * <p>Begin at {@link io.jenkins.lib.releasegates.statement.document.StrictObject}.
 */
@NullMarked
package io.jenkins.lib.releasegates.statement.document;

import org.jspecify.annotations.NullMarked;
