/**
 * What the running service says of itself: questions to a server of metrics, and what it answers. Servers live in packages below.
 */
@NullMarked
package io.jenkins.lib.releasegates.metrics;

import org.jspecify.annotations.NullMarked;
