/**
 * Who has to agree before an artifact goes to an environment, who may not, and what their answers come to. Pure: no clock, no file, no Jenkins.
 *
 * <p>Begin at {@link io.jenkins.lib.releasegates.approval.ApprovalRequest}. Whether somebody may answer at all (a permission), and that it is really
 * them, is the caller's; so is writing each event to the record before it has an effect.
 */
@NullMarked
package io.jenkins.lib.releasegates.approval;

import org.jspecify.annotations.NullMarked;
