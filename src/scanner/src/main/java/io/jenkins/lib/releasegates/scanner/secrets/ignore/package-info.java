/** Which files of a folder git would take into a commit. */
@NullMarked
package io.jenkins.lib.releasegates.scanner.secrets.ignore;

import org.jspecify.annotations.NullMarked;
