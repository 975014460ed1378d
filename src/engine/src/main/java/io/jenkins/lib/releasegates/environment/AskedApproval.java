package io.jenkins.lib.releasegates.environment;

import io.jenkins.lib.releasegates.approval.ApprovalRequest;

/**
 * A request for approval, counted with what is known now.
 *
 * @param id of the entry that asks
 */
public record AskedApproval(String id, ApprovalRequest request) {}
