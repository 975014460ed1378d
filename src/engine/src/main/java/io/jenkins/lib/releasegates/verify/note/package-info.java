/** Checkpoints, the keys that sign them and the text that one key signs for another: the forms alone, read strictly and without trust. */
@NullMarked
package io.jenkins.lib.releasegates.verify.note;

import org.jspecify.annotations.NullMarked;
