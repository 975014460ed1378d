/** Checkpoints, the keys that sign them, the text that one key signs for another, and proofs of inclusion: the forms alone, read strictly and without trust. */
@NullMarked
package io.jenkins.lib.releasegates.verify.note;

import org.jspecify.annotations.NullMarked;
