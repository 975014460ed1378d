package io.jenkins.plugins.securityscan.worker;

import hudson.AbortException;
import hudson.remoting.ChannelClosedException;
import hudson.remoting.RequestAbortedException;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.evidence.Evidence;
import io.jenkins.lib.releasegates.evidence.EvidenceJson;
import io.jenkins.lib.releasegates.evidence.InvalidEvidenceException;
import io.jenkins.lib.releasegates.evidence.Provenance;
import io.jenkins.lib.releasegates.evidence.Report;
import io.jenkins.plugins.releasegates.build.AgentGoneException;
import io.jenkins.plugins.releasegates.build.StepSurroundings;
import io.jenkins.plugins.securityscan.Messages;
import io.jenkins.plugins.securityscan.database.CurrentDatabase;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** A scan of a workspace, run on its agent by the worker that the controller has sent there. */
public final class WorkspaceScan {

    /** The format of a bill of materials among the reports of a build. */
    private static final String DOCUMENT = "sbom";

    private final StepSurroundings at;
    private final ScanRequest request;

    public WorkspaceScan(StepSurroundings at, ScanRequest request) {
        this.at = at;
        this.request = request;
    }

    /**
     * What came of it.
     *
     * @param evidence what was found
     * @param documents what was written into the workspace
     */
    public record Result(Evidence evidence, List<Report> documents) {

        public Result {
            documents = List.copyOf(documents);
        }
    }

    /**
     * Scans.
     *
     * @throws AbortException when there is no result, in words for the user
     * @throws AgentGoneException when the agent went away meanwhile
     */
    public Result run() throws IOException, InterruptedException {
        Optional<CurrentDatabase.Snapshot> database = database();
        ScanInWorkspace.Places places;
        ScanAnswer answer;
        try {
            places = AgentHome.of(at).prepare(ScannerBundle.get(), database);
            answer = at.workspace()
                    .act(new ScanInWorkspace(
                            request,
                            places,
                            ScannerBundle.get().manifest(),
                            database.map(CurrentDatabase.Snapshot::version).orElse(null),
                            database.map(CurrentDatabase.Snapshot::digest).orElse(null),
                            at.listener()));
        } catch (ChannelClosedException | RequestAbortedException e) {
            throw new AgentGoneException(Messages.Scan_AgentGone(String.valueOf(e.getMessage())));
        } catch (IOException e) {
            throw new AbortException(Messages.Scan_NotDone(request.kind(), String.valueOf(e.getMessage())));
        }
        if (answer.refusal() != null) {
            throw new AbortException(Messages.Scan_NotDone(request.kind(), answer.refusal()));
        }
        try {
            Evidence found = EvidenceJson.read(answer.evidence());
            return new Result(
                    isGuarded(places, answer) ? found.scanned() : found.reported(),
                    answer.documents().stream().map(WorkspaceScan::report).toList());
        } catch (InvalidEvidenceException | IllegalArgumentException e) {
            throw new AbortException(Messages.Scan_NotDone(request.kind(), String.valueOf(e.getMessage())));
        }
    }

    private Optional<CurrentDatabase.Snapshot> database() throws AbortException {
        if (!request.kind().equals("sca")) {
            return Optional.empty();
        }
        Optional<CurrentDatabase.Snapshot> current = CurrentDatabase.get().current();
        if (current.isEmpty()) {
            throw new AbortException(Messages.Scan_NoDatabase());
        }
        return current;
    }

    /** Whether nothing that a build can write had a part in it but what was looked at. */
    private boolean isGuarded(ScanInWorkspace.Places places, ScanAnswer answer) {
        if (!places.guarded()) {
            return false;
        }
        String objection = request.hasOwnFiles() ? Messages.Scan_OwnFiles() : answer.objection();
        if (objection != null) {
            at.log(Messages.Scan_NotGuarded(objection));
        }
        return objection == null;
    }

    private static Report report(ScanAnswer.Written document) {
        return new Report(
                document.path(),
                DOCUMENT,
                Digest.parse(document.digest()),
                document.bytes(),
                Provenance.REPORTED,
                "Release Gates");
    }
}
