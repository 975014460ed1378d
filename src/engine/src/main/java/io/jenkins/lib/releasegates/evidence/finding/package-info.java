/** What tools tell of a finding beyond its rule and its place: its sort, the component it is in, its score, what mends it, who suppressed it. Hostile text, bounded. */
@NullMarked
package io.jenkins.lib.releasegates.evidence.finding;

import org.jspecify.annotations.NullMarked;
