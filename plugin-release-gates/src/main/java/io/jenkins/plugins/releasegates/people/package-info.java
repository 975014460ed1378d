/** Who is who, as far as owners say: several accounts and addresses of one person, and groups of theirs. */
@NullMarked
package io.jenkins.plugins.releasegates.people;

import org.jspecify.annotations.NullMarked;
