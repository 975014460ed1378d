/** The verifier's fuzz target (docs/fuzzing.md). */
@NullMarked
package io.jenkins.lib.releasegates.verify.fuzz;

import org.jspecify.annotations.NullMarked;
