/** What Jenkins tells of the answers to a pipeline's own {@code input} steps, folded into the record of the same build. They are no approvals. */
@NullMarked
package io.jenkins.plugins.releasegates.input;

import org.jspecify.annotations.NullMarked;
