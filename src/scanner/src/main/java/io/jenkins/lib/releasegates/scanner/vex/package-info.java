/** What others have judged about vulnerabilities (CycloneDX VEX), and which findings that covers. */
@NullMarked
package io.jenkins.lib.releasegates.scanner.vex;

import org.jspecify.annotations.NullMarked;
