/** The annotation processor that lists classes with {@code @Symbol}, as Jenkins looks them up when it starts. */
@NullMarked
package io.jenkins.lib.releasegates.symbols;

import org.jspecify.annotations.NullMarked;
