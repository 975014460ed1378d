/** The page of a build that has a record. */
@NullMarked
package io.jenkins.plugins.releasegates.audit;

import org.jspecify.annotations.NullMarked;
