/**
 * What became of error budgets over time, as far as somebody looked. Begin at {@link io.jenkins.lib.releasegates.slo.history.BudgetHistories}; the files
 * are described in docs/formats/budget-history.md.
 */
@NullMarked
package io.jenkins.lib.releasegates.slo.history;

import org.jspecify.annotations.NullMarked;
