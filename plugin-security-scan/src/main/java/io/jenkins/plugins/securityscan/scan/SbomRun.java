package io.jenkins.plugins.securityscan.scan;

import io.jenkins.lib.releasegates.evidence.Evidence;
import io.jenkins.lib.releasegates.evidence.Problem;
import io.jenkins.lib.releasegates.evidence.Report;
import io.jenkins.plugins.releasegates.build.StepSurroundings;
import io.jenkins.plugins.releasegates.evidence.StepEvidence;
import io.jenkins.plugins.securityscan.worker.ScanRequest;
import io.jenkins.plugins.securityscan.worker.WorkspaceScan;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes a bill of materials, and records what was written. Safe to repeat.
 *
 * <p>What is known of the components' vulnerabilities isn't recorded: a gate would count it beside what a scan for these has found.
 */
final class SbomRun {

    private final ScanRequest request;

    SbomRun(ScanRequest request) {
        this.request = request;
    }

    /**
     * The record, and the digests of the documents by their paths.
     *
     * @throws hudson.AbortException when there are no documents, and when nothing could be recorded
     */
    Map<String, Object> run(StepSurroundings at) throws IOException, InterruptedException {
        StepEvidence written = StepEvidence.record(at, () -> write(at));
        Map<String, Object> digests = new TreeMap<>();
        for (Report document : written.evidence().reports()) {
            digests.put(document.path(), document.digest().toString());
            at.log("Written: " + document.path() + ", " + document.size() + " bytes, " + document.digest() + ". Record "
                    + written.id());
        }
        return Map.of("record", written.id(), "documents", digests);
    }

    private Evidence write(StepSurroundings at) throws IOException, InterruptedException {
        WorkspaceScan.Result result = new WorkspaceScan(at, request).run();
        for (Problem problem : result.evidence().problems()) {
            at.log("Warning: " + problem);
        }
        return new Evidence(result.documents(), Map.of(), List.of(), Map.of(), List.of());
    }
}
