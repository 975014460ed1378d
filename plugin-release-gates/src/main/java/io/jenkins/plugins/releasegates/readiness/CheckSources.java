package io.jenkins.plugins.releasegates.readiness;

import hudson.FilePath;
import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.entry.Event;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.evidence.Provenance;
import io.jenkins.lib.releasegates.gate.Verdict;
import io.jenkins.lib.releasegates.metrics.AlertRules;
import io.jenkins.lib.releasegates.metrics.MetricsException;
import io.jenkins.lib.releasegates.metrics.MetricsServer;
import io.jenkins.lib.releasegates.readiness.check.BrokenSourceException;
import io.jenkins.lib.releasegates.readiness.check.CheckPorts;
import io.jenkins.lib.releasegates.readiness.check.Connections;
import io.jenkins.lib.releasegates.readiness.check.GateVerdicts;
import io.jenkins.lib.releasegates.readiness.check.Probe;
import io.jenkins.lib.releasegates.readiness.check.RepositoryFiles;
import io.jenkins.plugins.releasegates.Messages;
import io.jenkins.plugins.releasegates.ReleaseGatesHome;
import io.jenkins.plugins.releasegates.connection.ConnectionConfiguration;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What items that answer themselves ask on this controller: owners' connections, the workspace of the build, and the record. */
final class CheckSources {

    private CheckSources() {}

    /**
     * Those of a build.
     *
     * @param mayName whether a connection of that name may be asked
     * @param workspace none where nothing is around the step
     * @param build its id in the record
     * @param trials of its job
     */
    static CheckPorts of(Predicate<String> mayName, @Nullable FilePath workspace, String build, RecordedTrials trials) {
        return new CheckPorts(new Owned(mayName), new Files(workspace), new Gates(build), trials);
    }

    /** Connections that owners have defined. */
    private record Owned(Predicate<String> mayName) implements Connections {

        @Override
        public Optional<MetricsServer> metrics(String name) {
            return mayName.test(name) ? ConnectionConfiguration.get().server(name) : Optional.empty();
        }

        @Override
        public Optional<AlertRules> alertRules(String name) {
            return metrics(name).flatMap(MetricsServer::alertRules);
        }

        @Override
        public Optional<Probe> probe(String name) {
            return metrics(name).map(server -> () -> answers(server));
        }

        private static boolean answers(MetricsServer server) throws BrokenSourceException, InterruptedException {
            try {
                server.at("vector(1)", Clock.systemUTC().instant());
                return true;
            } catch (MetricsException e) {
                return switch (e.reason()) {
                    case SERVER, CONNECTION, TLS, TIMEOUT -> false;
                    default -> throw new BrokenSourceException(String.valueOf(e.getMessage()), e);
                };
            }
        }
    }

    /** Files of the workspace, which the pipeline itself reports. */
    private record Files(@Nullable FilePath workspace) implements RepositoryFiles {

        @Override
        public Optional<Found> read(String path, int maxBytes) throws BrokenSourceException, InterruptedException {
            if (workspace == null) {
                throw new BrokenSourceException(Messages.OrrChecklist_NoWorkspace(), null);
            }
            ReadChecklistFile.Result read;
            try {
                read = workspace.act(new ReadChecklistFile(path, maxBytes));
            } catch (IOException e) {
                throw new BrokenSourceException(Messages.OrrChecklist_AgentGone(), e);
            }
            if (read.refusal() != null) {
                throw new BrokenSourceException(read.refusal(), null);
            }
            byte[] bytes = read.bytes();
            if (bytes != null && bytes.length > maxBytes) {
                throw new BrokenSourceException(Messages.OrrChecklist_TooMuch(), null);
            }
            return bytes == null ? Optional.empty() : Optional.of(new Found(bytes, Provenance.REPORTED));
        }
    }

    /** What gates have said in the record of this build. */
    private record Gates(String build) implements GateVerdicts {

        @Override
        public Optional<Verdict> of(String gate) throws BrokenSourceException {
            try {
                Ledger ledger = ReleaseGatesHome.get().ledger();
                List<TrailEntry> entries = ledger.entriesOf(build);
                for (int i = entries.size() - 1; i >= 0; i--) {
                    TrailEntry entry = entries.get(i);
                    if (!entry.kind().equals(Event.GateJudged.KIND)
                            || !entry.body().path("gate").asText().equals(gate)) {
                        continue;
                    }
                    if (ledger.event(entry).orElse(null) instanceof Event.GateJudged judged) {
                        return Optional.of(judged.result().verdict());
                    }
                    throw new BrokenSourceException(Messages.OrrChecklist_GateUnreadable(), null);
                }
                return Optional.empty();
            } catch (LedgerException e) {
                throw new BrokenSourceException(Messages.OrrChecklist_RecordUnreadable(), e);
            }
        }
    }
}
