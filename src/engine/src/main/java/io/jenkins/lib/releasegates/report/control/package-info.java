/**
 * Controls of frameworks as data that an owner can edit: which question of an auditor is answered by which fact of the record. Begin at
 * {@link io.jenkins.lib.releasegates.report.control.Controls}. The form is in docs/formats/compliance-report.md.
 */
@NullMarked
package io.jenkins.lib.releasegates.report.control;

import org.jspecify.annotations.NullMarked;
