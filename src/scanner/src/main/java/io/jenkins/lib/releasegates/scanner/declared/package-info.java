/** What files of a project name as its dependencies: poms of Maven, locks of Yarn and pnpm, modules of Go. Reads, and asks nobody. */
@NullMarked
package io.jenkins.lib.releasegates.scanner.declared;

import org.jspecify.annotations.NullMarked;
