package io.jenkins.plugins.releasegates.budget;

import hudson.AbortException;
import hudson.remoting.ChannelClosedException;
import hudson.remoting.RequestAbortedException;
import io.jenkins.lib.releasegates.metrics.MetricsServer;
import io.jenkins.lib.releasegates.policy.document.PolicyIssue;
import io.jenkins.lib.releasegates.slo.ServiceLevelObjective;
import io.jenkins.lib.releasegates.slo.SloSettings;
import io.jenkins.lib.releasegates.slo.budget.ErrorBudget;
import io.jenkins.lib.releasegates.slo.file.SloFile;
import io.jenkins.lib.releasegates.slo.file.SloFiles;
import io.jenkins.lib.releasegates.slo.file.SloReading;
import io.jenkins.plugins.releasegates.Messages;
import io.jenkins.plugins.releasegates.build.AgentGoneException;
import io.jenkins.plugins.releasegates.build.StepSurroundings;
import io.jenkins.plugins.releasegates.connection.ConnectionConfiguration;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Objectives of files in the workspace, asked over the connection that the step names. */
final class FileObjectives {

    /** Each is asked some twenty questions. */
    private static final int MOST_OBJECTIVES = 200;

    private final String connection;
    private final String slos;
    private final boolean recorded;
    private final StepSurroundings at;

    /** With options that name both. */
    FileObjectives(ErrorBudgetOptions options, StepSurroundings at) {
        String named = options.getConnection();
        String patterns = options.getSlos();
        if (named == null || patterns == null) {
            throw new IllegalArgumentException("Nobody has looked at these options");
        }
        this.connection = named;
        this.slos = patterns;
        this.recorded = options.isRecorded();
        this.at = at;
    }

    /**
     * Reads them on the agent.
     *
     * @throws AbortException when connection or files are not usable, with every issue
     */
    AskedObjectives read() throws IOException, InterruptedException {
        MetricsServer server = server();
        return new AskedObjectives(
                Optional.empty(),
                objectives(),
                recorded ? ErrorBudget.Way.RECORDED : ErrorBudget.Way.QUERIED,
                name -> Optional.of(server).filter(known -> known.name().equals(name)));
    }

    private MetricsServer server() throws AbortException {
        ConnectionConfiguration connections = ConnectionConfiguration.get();
        String job = at.run().getParent().getFullName();
        if (!connections.mayName(connection, job)) {
            throw new AbortException(Messages.ErrorBudget_NoConnection(connection, connections.namesFor(job)));
        }
        return connections
                .server(connection)
                .orElseThrow(() -> new AbortException(Messages.ErrorBudget_Unusable(connection)));
    }

    private List<ServiceLevelObjective> objectives() throws IOException, InterruptedException {
        ReadObjectives.Result read;
        try {
            read = at.workspace().act(new ReadObjectives(slos));
        } catch (ChannelClosedException | RequestAbortedException e) {
            throw new AgentGoneException(Messages.WorkspaceEvidence_AgentGone(String.valueOf(e.getMessage())));
        } catch (IOException e) {
            throw new AbortException(Messages.WorkspaceEvidence_NotRead(String.valueOf(e.getMessage())));
        }
        if (read.refusal() != null) {
            throw new AbortException(Messages.ErrorBudget_Refused(read.refusal()));
        }
        List<SloFile> files = new ArrayList<>();
        for (ReadObjectives.Sent sent : read.files()) {
            if (sent.bytes().length > ReadObjectives.MAX_BYTES || files.size() == ReadObjectives.MAX_FILES) {
                throw new AbortException(
                        Messages.ErrorBudget_Refused("an agent that sends more than it was asked for"));
            }
            files.add(new SloFile(sent.name(), sent.bytes()));
        }
        SloReading objectives = SloFiles.read(files, SloSettings.of(connection));
        if (!objectives.issues().isEmpty()) {
            throw new AbortException(Messages.ErrorBudget_Refused(
                    objectives.issues().stream().map(PolicyIssue::toString).collect(Collectors.joining("\n"))));
        }
        if (objectives.objectives().size() > MOST_OBJECTIVES) {
            throw new AbortException(Messages.ErrorBudget_Refused(
                    "slos: found " + objectives.objectives().size() + " objectives; allowed: " + MOST_OBJECTIVES));
        }
        objectives.remarks().forEach(remark -> at.log(remark.toString()));
        return objectives.objectives();
    }
}
