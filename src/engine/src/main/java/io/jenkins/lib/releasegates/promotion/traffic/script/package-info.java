/** A command line of the owner as a target: {@code docs/formats/target-script.md}. */
@NullMarked
package io.jenkins.lib.releasegates.promotion.traffic.script;

import org.jspecify.annotations.NullMarked;
