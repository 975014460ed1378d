/** Objectives in files of <a href="https://github.com/slok/sloth">Sloth</a>, for its command and for Kubernetes. */
@NullMarked
package io.jenkins.lib.releasegates.slo.sloth;

import org.jspecify.annotations.NullMarked;
