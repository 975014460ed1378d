/** Finds weaknesses in compiled code, by SpotBugs and Find Security Bugs, which are loaded from a folder of the bundle and linked to nothing here. */
@NullMarked
package io.jenkins.lib.releasegates.scanner.sast;

import org.jspecify.annotations.NullMarked;
