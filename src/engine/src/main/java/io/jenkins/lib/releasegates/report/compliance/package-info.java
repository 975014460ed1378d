/**
 * What the ledger shows of one environment and one period, for auditors: promotions, exceptions first, controls, and a sample with its proofs. Begin
 * at {@link io.jenkins.lib.releasegates.report.compliance.ComplianceReport}. What it says and what it can't is in docs/compliance.md.
 */
@NullMarked
package io.jenkins.lib.releasegates.report.compliance;

import org.jspecify.annotations.NullMarked;
