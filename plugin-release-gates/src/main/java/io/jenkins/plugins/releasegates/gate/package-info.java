/** {@code qualityGate}: as a Pipeline step and as a build step, its options, its judgement and what that does to a build. */
@NullMarked
package io.jenkins.plugins.releasegates.gate;

import org.jspecify.annotations.NullMarked;
