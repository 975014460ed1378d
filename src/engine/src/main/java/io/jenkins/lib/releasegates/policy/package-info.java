/** What is demanded: the policy file, parsed and validated into a {@code Policy} that cannot exist with errors. */
@NullMarked
package io.jenkins.lib.releasegates.policy;

import org.jspecify.annotations.NullMarked;
