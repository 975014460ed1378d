package io.jenkins.plugins.releasegates;

import hudson.remoting.VirtualChannel;
import io.jenkins.lib.releasegates.evidence.Evidence;
import io.jenkins.lib.releasegates.evidence.EvidenceJson;
import io.jenkins.lib.releasegates.evidence.Provenance;
import io.jenkins.lib.releasegates.evidence.reader.ReadLimits;
import io.jenkins.lib.releasegates.evidence.reader.ReportReaders;
import io.jenkins.lib.releasegates.evidence.reader.ReportRequest;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jenkins.MasterToSlaveFileCallable;
import org.jspecify.annotations.Nullable;

/**
 * Reads policy and reports where they lie, on the agent. What comes back is normalised and capped: a hostile report never reaches the
 * controller.
 */
final class ReadWorkspace extends MasterToSlaveFileCallable<ReadWorkspace.Result> {

    private static final long serialVersionUID = 1;
    private static final int MAX_POLICY = 1024 * 1024;

    private final @Nullable String policy;
    private final ArrayList<ReportItem> reports;

    ReadWorkspace(@Nullable String policy, List<ReportItem> reports) {
        this.policy = policy;
        this.reports = new ArrayList<>(reports);
    }

    @Override
    public Result invoke(File workspace, VirtualChannel channel) throws IOException {
        Path root = workspace.toPath();
        List<ReportRequest> requests = new ArrayList<>();
        for (ReportItem report : reports) {
            requests.add(new ReportRequest(report.getPattern(), Optional.ofNullable(report.getFormat())));
        }
        Evidence evidence = ReportReaders.read(root, requests, ReadLimits.DEFAULT, Provenance.REPORTED);
        return new Result(policy == null ? null : readPolicy(root, policy), EvidenceJson.write(evidence));
    }

    private static byte[] readPolicy(Path root, String name) throws IOException {
        Path real = root.toRealPath();
        Path file = real.resolve(name).normalize();
        if (!file.startsWith(real) || (Files.exists(file) && !file.toRealPath().startsWith(real))) {
            throw new IOException("Policy " + name + " leaves the workspace; only a file inside it is read");
        }
        if (!Files.isRegularFile(file)) {
            throw new IOException("Policy " + name + " is not in the workspace; write its path relative to the workspace's root");
        }
        try (InputStream stream = Files.newInputStream(file)) {
            byte[] bytes = stream.readNBytes(MAX_POLICY + 1);
            if (bytes.length > MAX_POLICY) {
                throw new IOException("Policy " + name + " is larger than " + MAX_POLICY + " bytes");
            }
            return bytes;
        }
    }

    /** What was read: the policy's bytes, and the evidence in its compressed form. */
    record Result(byte @Nullable [] policy, byte[] evidence) implements java.io.Serializable {

        private static final long serialVersionUID = 1;

        String policyText() {
            return new String(policy == null ? new byte[0] : policy, StandardCharsets.UTF_8);
        }
    }
}
