/**
 * Error budgets: what an objective's window holds, how much of it is spent, and how fast it goes. Words, formulas and units are in
 * docs/error-budgets.md.
 */
@NullMarked
package io.jenkins.lib.releasegates.slo.budget;

import org.jspecify.annotations.NullMarked;
