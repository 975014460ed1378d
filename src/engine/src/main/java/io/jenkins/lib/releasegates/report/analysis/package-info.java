/** The page about gates that ask about the running service: what was seen, as a table and as a drawing. */
@NullMarked
package io.jenkins.lib.releasegates.report.analysis;

import org.jspecify.annotations.NullMarked;
