/** Gates over metrics of the running service: what is asked, what the answers have to fulfil, and what they come to. */
@NullMarked
package io.jenkins.lib.releasegates.analysis.metric;

import org.jspecify.annotations.NullMarked;
