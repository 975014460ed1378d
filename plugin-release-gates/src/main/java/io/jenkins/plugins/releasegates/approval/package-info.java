/** Asking people for approval: the step, the desk where answers are taken, and the pages where people meet it. */
@NullMarked
package io.jenkins.plugins.releasegates.approval;

import org.jspecify.annotations.NullMarked;
