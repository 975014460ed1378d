/** What a bundle of the worker consists of, to the byte; needs the JDK alone, so that it can check a bundle from anywhere. */
@NullMarked
package io.jenkins.lib.releasegates.launcher.bundle;

import org.jspecify.annotations.NullMarked;
