/** The port that every kind of scan implements, how it tells of its progress, and the ways in which it can end. */
@NullMarked
package io.jenkins.lib.releasegates.scanner.scan;

import org.jspecify.annotations.NullMarked;
