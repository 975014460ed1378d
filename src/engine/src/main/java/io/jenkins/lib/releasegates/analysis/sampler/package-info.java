/**
 * The one sampler for all that waits: asks the gates of each analysis when they are due, each question once for all that want to know, on no thread
 * of theirs.
 *
 * <p>Begin at {@link io.jenkins.lib.releasegates.analysis.sampler.Sampler}.
 */
@NullMarked
package io.jenkins.lib.releasegates.analysis.sampler;

import org.jspecify.annotations.NullMarked;
