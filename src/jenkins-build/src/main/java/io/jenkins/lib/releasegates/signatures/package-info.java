/**
 * Reads what a type offers to code compiled against it, from declarations and from a real Jenkins alike, so that the two
 * can be compared line by line.
 */
@NullMarked
package io.jenkins.lib.releasegates.signatures;

import org.jspecify.annotations.NullMarked;
