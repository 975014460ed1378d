/** Demands of a file that it was decided about: by this controller's ledger, or by somebody else's signed statement. */
@NullMarked
package io.jenkins.plugins.releasegates.admission;

import org.jspecify.annotations.NullMarked;
