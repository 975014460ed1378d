/** Gates that ask about the running service, once or again and again: steps, their forms, and the one desk at which all that waits is sampled. */
@NullMarked
package io.jenkins.plugins.releasegates.analysis;

import org.jspecify.annotations.NullMarked;
