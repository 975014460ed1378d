/** The page "Security" of a build: its findings one by one, with what became of each since the run that it is compared with. */
@NullMarked
package io.jenkins.lib.releasegates.report.security;

import org.jspecify.annotations.NullMarked;
