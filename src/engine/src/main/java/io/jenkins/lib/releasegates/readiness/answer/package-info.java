/**
 * What people say about items, kept over builds: events, and {@link io.jenkins.lib.releasegates.readiness.answer.ReadinessState}, their fold. Names and
 * what people typed are here in clear and leave as commitments only.
 */
@NullMarked
package io.jenkins.lib.releasegates.readiness.answer;

import org.jspecify.annotations.NullMarked;
