/** Error budgets in builds: the step, its form, and what was known of each budget last. */
@NullMarked
package io.jenkins.plugins.releasegates.budget;

import org.jspecify.annotations.NullMarked;
