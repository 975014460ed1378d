/**
 * Whole-process comparisons: each side in a JVM of its own with a heap limit, on the same file, with the same output.
 *
 * <p>Begin at {@link io.jenkins.lib.releasegates.benchmarks.ReaderBenchmarks}.
 */
@NullMarked
package io.jenkins.lib.releasegates.benchmarks;

import org.jspecify.annotations.NullMarked;
