package io.jenkins.lib.releasegates.scanner.sbom;

import io.jenkins.lib.releasegates.scanner.result.Component;
import io.jenkins.lib.releasegates.scanner.result.Finding;
import io.jenkins.lib.releasegates.scanner.result.Problem;
import io.jenkins.lib.releasegates.scanner.tree.HashedFile;
import java.util.List;

/**
 * All that a scan has found, in an order that only depends on what was scanned.
 *
 * @param files every file of the folder, and in archives every one that was looked at
 * @param components what they say of themselves
 */
public record Contents(
        List<HashedFile> files, List<Component> components, List<Finding> findings, List<Problem> problems) {

    public Contents {
        files = List.copyOf(files);
        components = List.copyOf(components);
        findings = List.copyOf(findings);
        problems = List.copyOf(problems);
    }
}
