/** The command's way to the scan worker: which one, on what, and what became of it. */
@NullMarked
package io.jenkins.lib.releasegates.cli.scan;

import org.jspecify.annotations.NullMarked;
