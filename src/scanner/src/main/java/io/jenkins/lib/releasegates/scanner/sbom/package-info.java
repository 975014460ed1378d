/** What was packaged and which vulnerabilities it has, as CycloneDX documents for others to read. */
@NullMarked
package io.jenkins.lib.releasegates.scanner.sbom;

import org.jspecify.annotations.NullMarked;
