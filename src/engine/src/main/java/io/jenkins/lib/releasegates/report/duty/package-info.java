/**
 * Separation of duties: who holds what, as far as a host can know, which pairs conflict, and what keeps each pair apart. Begin at
 * {@link io.jenkins.lib.releasegates.report.duty.DutiesPage}.
 */
@NullMarked
package io.jenkins.lib.releasegates.report.duty;

import org.jspecify.annotations.NullMarked;
