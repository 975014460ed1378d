/** The command {@code release-gates}: rehearse a decision, verify a ledger, write a report; for a laptop, another CI, and for auditors. */
@NullMarked
package io.jenkins.lib.releasegates.cli;

import org.jspecify.annotations.NullMarked;
