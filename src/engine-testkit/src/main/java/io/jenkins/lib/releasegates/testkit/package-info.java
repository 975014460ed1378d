/** What tests of every module need: a disk that forgets what was not forced, and small releases to judge and record. */
@NullMarked
package io.jenkins.lib.releasegates.testkit;

import org.jspecify.annotations.NullMarked;
