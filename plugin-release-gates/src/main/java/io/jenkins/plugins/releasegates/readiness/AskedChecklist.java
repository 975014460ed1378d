package io.jenkins.plugins.releasegates.readiness;

import hudson.AbortException;
import hudson.FilePath;
import io.jenkins.lib.releasegates.policy.document.PolicyIssue;
import io.jenkins.lib.releasegates.readiness.checklist.Checklist;
import io.jenkins.lib.releasegates.readiness.checklist.ChecklistValidation;
import io.jenkins.lib.releasegates.readiness.checklist.InvalidChecklistException;
import io.jenkins.lib.releasegates.readiness.checklist.Service;
import io.jenkins.plugins.releasegates.Messages;
import io.jenkins.plugins.releasegates.build.StepSurroundings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a step asks for, found: the service, and the checklist that it is judged by.
 *
 * @param own the pipeline's own checklist, as YAML; empty for the owner's
 * @param workspace none where nothing is around the step
 */
record AskedChecklist(
        ServiceItem owner,
        Service service,
        Checklist checklist,
        Optional<String> own,
        @Nullable FilePath workspace) {

    private static final int MAX_FILE = 1 << 20;

    /**
     * As the configuration is now.
     *
     * @throws AbortException when there is none, the job may not name it, or it can't be used
     */
    static AskedChecklist of(OrrChecklistOptions options, StepSurroundings at)
            throws IOException, InterruptedException {
        if ((options.getChecklist() == null) == (options.getFile() == null)) {
            throw new AbortException(Messages.OrrChecklist_OneOfTwo());
        }
        String job = at.run().getParent().getFullName();
        ServiceConfiguration services = ServiceConfiguration.get();
        ServiceItem owner = services.service(options.getService())
                .filter(item -> item.mayBeJudgedIn(job))
                .orElseThrow(() -> new AbortException(
                        Messages.OrrChecklist_NoService(options.getService(), services.namesFor(job))));
        List<String> faults = owner.faults();
        if (!faults.isEmpty()) {
            throw new AbortException(Messages.OrrChecklist_Refused(String.join("\n", faults)));
        }
        FilePath workspace = at.workspaceOrNull();
        if (options.getFile() == null) {
            return new AskedChecklist(owner, owner.service(), owners(owner, options), Optional.empty(), workspace);
        }
        String yaml = read(options.getFile(), workspace);
        return new AskedChecklist(
                owner, owner.service(), ownOf(yaml, options.getFile(), job), Optional.of(yaml), workspace);
    }

    /** Whether the same is asked, with the same around it. */
    boolean isLike(AskedChecklist other) {
        return owner == other.owner
                && checklist.digest().equals(other.checklist.digest())
                && own.equals(other.own)
                && (workspace == null) == (other.workspace == null);
    }

    private static Checklist owners(ServiceItem owner, OrrChecklistOptions options) throws AbortException {
        String named = String.valueOf(options.getChecklist());
        return owner.checklist(named)
                .orElseThrow(() -> new AbortException(Messages.OrrChecklist_NoChecklist(
                        named,
                        owner.usable().stream().map(Checklist::name).toList(),
                        owner.getChecklists().stream()
                                .flatMap(item -> item.troubles().stream())
                                .collect(Collectors.joining("\n")))));
    }

    private static String read(String file, @Nullable FilePath workspace) throws IOException, InterruptedException {
        if (workspace == null) {
            throw new AbortException(Messages.OrrChecklist_NoWorkspace());
        }
        ReadChecklistFile.Result read = workspace.act(new ReadChecklistFile(file, MAX_FILE));
        byte[] bytes = read.bytes();
        if (read.refusal() != null) {
            throw new AbortException(Messages.OrrChecklist_Refused(read.refusal()));
        }
        if (bytes == null || bytes.length > MAX_FILE) {
            throw new AbortException(Messages.OrrChecklist_NoFile(file));
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /**
     * A pipeline's own checklist. What is answered there belongs to that job alone: no owner's checklist can be called so.
     *
     * @throws AbortException with all that is wrong with it
     */
    static Checklist ownOf(String yaml, String file, String job) throws AbortException {
        try {
            Checklist read = ChecklistValidation.ofYaml(yaml, file).checklistOrThrow();
            return new Checklist(
                    "own/" + job + "/" + read.name(), read.high(), read.longestFollowUp(), read.sections());
        } catch (InvalidChecklistException e) {
            throw new AbortException(Messages.OrrChecklist_Refused(
                    e.issues().stream().map(PolicyIssue::toString).collect(Collectors.joining("\n"))));
        }
    }
}
