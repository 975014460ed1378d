/** What somebody has answered for: allow lists, marks in a line, and the results of earlier scans. */
@NullMarked
package io.jenkins.lib.releasegates.scanner.secrets.allow;

import org.jspecify.annotations.NullMarked;
