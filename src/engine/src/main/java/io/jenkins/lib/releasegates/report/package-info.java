/** Shows what the ledger holds about a build: one view model, as JSON and as HTML, for the page in Jenkins and for a file to take along. */
@NullMarked
package io.jenkins.lib.releasegates.report;

import org.jspecify.annotations.NullMarked;
