/** From measurements to verdicts to a decision. Everything here is a function of its arguments; nothing asks a clock, a file or a server. */
@NullMarked
package io.jenkins.lib.releasegates.gate;

import org.jspecify.annotations.NullMarked;
