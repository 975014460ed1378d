/**
 * Whose change it is: which commits came since a revision, and who authored and committed them, computed from a repository that an owner names and
 * never taken from a build.
 *
 * <p>Begin at {@link io.jenkins.lib.releasegates.authorship.SourceRepository}. What a commit says of its people is claimed, not proven.
 */
@NullMarked
package io.jenkins.lib.releasegates.authorship;

import org.jspecify.annotations.NullMarked;
