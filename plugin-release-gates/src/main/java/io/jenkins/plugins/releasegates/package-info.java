/** Jenkins' side of Release Gates: what it keeps and where, and what administrators must know about it. */
@NullMarked
package io.jenkins.plugins.releasegates;

import org.jspecify.annotations.NullMarked;
