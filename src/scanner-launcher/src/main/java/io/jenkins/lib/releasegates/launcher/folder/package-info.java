/** Folders that appear whole and disappear whole; needs the JDK alone. */
@NullMarked
package io.jenkins.lib.releasegates.launcher.folder;

import org.jspecify.annotations.NullMarked;
