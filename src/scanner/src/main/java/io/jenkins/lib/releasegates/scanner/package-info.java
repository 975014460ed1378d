/** The scan worker: a process of its own that looks at files for whoever started it, and knows neither Jenkins nor the engine. */
@NullMarked
package io.jenkins.lib.releasegates.scanner;

import org.jspecify.annotations.NullMarked;
