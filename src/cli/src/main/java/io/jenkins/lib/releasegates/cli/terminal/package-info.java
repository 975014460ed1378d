/** How the command speaks to people and programs: terminal, progress, files. */
@NullMarked
package io.jenkins.lib.releasegates.cli.terminal;

import org.jspecify.annotations.NullMarked;
