/**
 * A policy file as its text: nodes that know their line and column, and the issues that were found in it.
 *
 * <p>Begin at {@link io.jenkins.lib.releasegates.policy.document.YamlDocument}; what the nodes mean is read in the package above.
 */
@NullMarked
package io.jenkins.lib.releasegates.policy.document;

import org.jspecify.annotations.NullMarked;
