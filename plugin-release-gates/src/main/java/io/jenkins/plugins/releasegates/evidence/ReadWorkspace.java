package io.jenkins.plugins.releasegates.evidence;

import hudson.remoting.VirtualChannel;
import io.jenkins.lib.releasegates.evidence.EvidenceJson;
import io.jenkins.lib.releasegates.evidence.InvalidEvidenceException;
import io.jenkins.lib.releasegates.evidence.Provenance;
import io.jenkins.lib.releasegates.evidence.reader.EvidenceReading;
import io.jenkins.lib.releasegates.evidence.reader.ReportRequest;
import io.jenkins.lib.releasegates.evidence.reader.report.ReadLimits;
import io.jenkins.lib.releasegates.evidence.workspace.RefusedPatternException;
import io.jenkins.lib.releasegates.evidence.workspace.Workspace;
import io.jenkins.lib.releasegates.statement.attested.StatementFile;
import io.jenkins.lib.releasegates.statement.attested.StatementFiles;
import java.io.File;
import java.io.IOException;
import java.io.Serial;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jenkins.MasterToSlaveFileCallable;
import org.jspecify.annotations.Nullable;

/**
 * Reads policy and reports where they lie, on the agent. What comes back is normalised and capped: a hostile report never reaches the
 * controller, and a policy only up to its size limit.
 */
final class ReadWorkspace extends MasterToSlaveFileCallable<ReadWorkspace.Result> {

    @Serial
    private static final long serialVersionUID = 1;

    private static final int MAX_POLICY = 1024 * 1024;

    private final @Nullable String policy;
    private final @Nullable String artifacts;
    private final @Nullable String attestations;
    private final ArrayList<Pattern> patterns = new ArrayList<>();

    ReadWorkspace(
            @Nullable String policy,
            @Nullable String artifacts,
            @Nullable String attestations,
            List<ReportItem> reports) {
        this.policy = policy;
        this.artifacts = artifacts;
        this.attestations = attestations;
        reports.forEach(report -> patterns.add(new Pattern(report.getPattern(), report.getFormat())));
    }

    @Override
    public Result invoke(File workspace, VirtualChannel channel) throws IOException {
        return read(workspace.toPath());
    }

    Result read(Path workspace) throws IOException {
        // One that nothing was written to yet has nothing to show, which is for the gates to judge.
        Files.createDirectories(workspace);
        List<ReportRequest> requests = new ArrayList<>();
        for (Pattern pattern : patterns) {
            requests.add(new ReportRequest(pattern.patterns(), Optional.ofNullable(pattern.format())));
        }
        try {
            byte @Nullable [] text =
                    policy == null ? null : SmallFile.read(workspace, "The policy file", policy, MAX_POLICY);
            EvidenceReading reading = new EvidenceReading(workspace, ReadLimits.STANDARD, Provenance.REPORTED);
            ArrayList<FileDigest> digests =
                    artifacts == null ? new ArrayList<>() : FileDigest.find(workspace, artifacts);
            ArrayList<SentFile> statements =
                    attestations == null ? new ArrayList<>() : statements(workspace, attestations);
            return new Result(text, digests, statements, EvidenceJson.write(reading.read(requests)), null);
        } catch (SmallFile.RefusedFileException | RefusedPatternException | InvalidEvidenceException e) {
            return Result.refused(String.valueOf(e.getMessage()));
        }
    }

    private static ArrayList<SentFile> statements(Path workspace, String attestations)
            throws IOException, RefusedPatternException {
        ArrayList<SentFile> files = new ArrayList<>();
        for (StatementFile file :
                StatementFiles.read(new Workspace(workspace), attestations, ReadLimits.STANDARD.visited())) {
            files.add(new SentFile(file.name(), file.bytes()));
        }
        return files;
    }

    /** One entry of the step's reports, in a form that crosses to the agent. */
    private record Pattern(String patterns, @Nullable String format) implements Serializable {

        @Serial
        private static final long serialVersionUID = 1;
    }

    /**
     * What was read.
     *
     * @param policy the bytes of the policy file, where one was asked for
     * @param artifacts files that are decided about
     * @param statements files with signed statements, as they are; the controller checks them
     * @param evidence in its compressed form
     * @param refusal why nothing was read, in words for the user; then all else is empty
     */
    record Result(
            byte @Nullable [] policy,
            ArrayList<FileDigest> artifacts,
            ArrayList<SentFile> statements,
            byte[] evidence,
            @Nullable String refusal)
            implements Serializable {

        @Serial
        private static final long serialVersionUID = 1;

        static Result refused(String why) {
            return new Result(null, new ArrayList<>(), new ArrayList<>(), new byte[0], why);
        }
    }

    /** A file with signed statements, in a form that crosses from the agent. */
    record SentFile(String name, byte[] bytes) implements Serializable {

        @Serial
        private static final long serialVersionUID = 1;

        /**
         * The file.
         *
         * @throws IllegalArgumentException when an agent has sent something else
         */
        StatementFile file() {
            if (name.isEmpty() || name.length() > FileDigest.MAX_NAME || bytes.length > StatementFiles.MAX_BYTES) {
                throw new IllegalArgumentException("a file with signed statements with a name of " + name.length()
                        + " characters and " + bytes.length + " bytes; allowed are names of 1 to " + FileDigest.MAX_NAME
                        + " characters and " + StatementFiles.MAX_BYTES + " bytes");
            }
            return new StatementFile(name, bytes);
        }
    }
}
