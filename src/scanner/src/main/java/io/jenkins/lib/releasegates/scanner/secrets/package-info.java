/** Finds keys, tokens and passwords in the files of a folder, and never tells one. */
@NullMarked
package io.jenkins.lib.releasegates.scanner.secrets;

import org.jspecify.annotations.NullMarked;
