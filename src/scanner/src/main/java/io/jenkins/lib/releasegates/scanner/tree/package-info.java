/** The files of the scanned folder, walked and unpacked within limits, without following a link out of it. */
@NullMarked
package io.jenkins.lib.releasegates.scanner.tree;

import org.jspecify.annotations.NullMarked;
