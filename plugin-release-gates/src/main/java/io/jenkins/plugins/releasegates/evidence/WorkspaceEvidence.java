package io.jenkins.plugins.releasegates.evidence;

import hudson.AbortException;
import hudson.remoting.ChannelClosedException;
import hudson.remoting.RequestAbortedException;
import io.jenkins.lib.releasegates.evidence.Artifact;
import io.jenkins.lib.releasegates.evidence.Evidence;
import io.jenkins.lib.releasegates.evidence.EvidenceJson;
import io.jenkins.lib.releasegates.evidence.InvalidEvidenceException;
import io.jenkins.lib.releasegates.statement.attested.StatementFile;
import io.jenkins.plugins.releasegates.Messages;
import io.jenkins.plugins.releasegates.build.AgentGoneException;
import io.jenkins.plugins.releasegates.build.StepSurroundings;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a workspace has to show, read on its agent.
 *
 * @param policy the bytes of the policy file; empty when none was asked for
 * @param artifacts the files that are to be decided about
 * @param statements files with signed statements, which nobody has checked yet
 */
public record WorkspaceEvidence(
        byte[] policy, List<Artifact> artifacts, List<StatementFile> statements, Evidence evidence) {

    public WorkspaceEvidence {
        artifacts = List.copyOf(artifacts);
        statements = List.copyOf(statements);
    }

    /**
     * Reads.
     *
     * @param policy path of a policy file in the workspace, if one is wanted
     * @param artifacts patterns of the files that are to be decided about, if there are any
     * @param attestations patterns of files with signed statements, if there are any
     * @throws AbortException when policy, artifacts, workspace or agent are not there; what is wrong with reports stands in the evidence
     */
    public static WorkspaceEvidence read(
            StepSurroundings at,
            @Nullable String policy,
            @Nullable String artifacts,
            @Nullable String attestations,
            List<ReportItem> reports)
            throws IOException, InterruptedException {
        ReadWorkspace.Result read;
        try {
            read = at.workspace().act(new ReadWorkspace(policy, artifacts, attestations, reports));
        } catch (ChannelClosedException | RequestAbortedException e) {
            throw new AgentGoneException(Messages.WorkspaceEvidence_AgentGone(String.valueOf(e.getMessage())));
        } catch (IOException e) {
            throw new AbortException(Messages.WorkspaceEvidence_NotRead(String.valueOf(e.getMessage())));
        }
        if (read.refusal() != null) {
            throw new AbortException(read.refusal());
        }
        try {
            byte[] text = read.policy() == null ? new byte[0] : read.policy();
            return new WorkspaceEvidence(
                    text,
                    read.artifacts().stream()
                            .limit(Artifact.MAX)
                            .map(FileDigest::artifact)
                            .toList(),
                    read.statements().stream().map(ReadWorkspace.SentFile::file).toList(),
                    EvidenceJson.read(read.evidence()).reported());
        } catch (InvalidEvidenceException | IllegalArgumentException e) {
            throw new AbortException(Messages.WorkspaceEvidence_NoEvidence(String.valueOf(e.getMessage())));
        }
    }
}
