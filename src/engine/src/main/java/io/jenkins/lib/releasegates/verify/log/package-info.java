/** Holds what surrounds a trail against it: tree, checkpoints, keys and witnesses, side by side with the one walk over the entries. */
@NullMarked
package io.jenkins.lib.releasegates.verify.log;

import org.jspecify.annotations.NullMarked;
