/** What the worker is asked to do: one JSON file, read once and strictly. */
@NullMarked
package io.jenkins.lib.releasegates.scanner.job;

import org.jspecify.annotations.NullMarked;
