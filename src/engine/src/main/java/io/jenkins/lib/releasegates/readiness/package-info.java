/**
 * Operational readiness: {@link io.jenkins.lib.releasegates.readiness.Readiness} judges a service by a checklist, what people have said, and what the
 * items answered themselves. In words: docs/readiness.md.
 */
@NullMarked
package io.jenkins.lib.releasegates.readiness;

import org.jspecify.annotations.NullMarked;
