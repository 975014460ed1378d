/** Finds components with known vulnerabilities, by Dependency-Check, without network, and remembers what it found. */
@NullMarked
package io.jenkins.lib.releasegates.scanner.sca;

import org.jspecify.annotations.NullMarked;
