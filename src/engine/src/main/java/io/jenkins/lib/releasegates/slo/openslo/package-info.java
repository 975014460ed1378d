/** Objectives in files of <a href="https://github.com/OpenSLO/OpenSLO">OpenSLO</a> v1; what can't be measured is refused where it stands. */
@NullMarked
package io.jenkins.lib.releasegates.slo.openslo;

import org.jspecify.annotations.NullMarked;
