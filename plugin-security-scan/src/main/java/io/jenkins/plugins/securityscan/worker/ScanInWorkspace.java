package io.jenkins.plugins.securityscan.worker;

import hudson.model.TaskListener;
import hudson.remoting.VirtualChannel;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.evidence.EvidenceJson;
import io.jenkins.lib.releasegates.evidence.InvalidEvidenceException;
import io.jenkins.lib.releasegates.evidence.Provenance;
import io.jenkins.lib.releasegates.evidence.reader.EvidenceReading;
import io.jenkins.lib.releasegates.evidence.reader.ReportRequest;
import io.jenkins.lib.releasegates.evidence.reader.report.ReadLimits;
import io.jenkins.lib.releasegates.evidence.reader.scanner.ScanResultReader;
import io.jenkins.lib.releasegates.evidence.workspace.FoundFiles;
import io.jenkins.lib.releasegates.evidence.workspace.RefusedPatternException;
import io.jenkins.lib.releasegates.evidence.workspace.Workspace;
import io.jenkins.lib.releasegates.evidence.workspace.WorkspaceFile;
import io.jenkins.lib.releasegates.launcher.Installation;
import io.jenkins.lib.releasegates.launcher.ScanOrder;
import io.jenkins.lib.releasegates.launcher.ScanResult;
import io.jenkins.lib.releasegates.launcher.ScanWorker;
import io.jenkins.lib.releasegates.launcher.WorkerException;
import io.jenkins.lib.releasegates.launcher.bundle.InstalledBundle;
import io.jenkins.lib.releasegates.launcher.bundle.RefusedManifestException;
import io.jenkins.lib.releasegates.launcher.folder.WriteProtection;
import io.jenkins.lib.releasegates.launcher.snapshot.InstalledSnapshot;
import io.jenkins.lib.releasegates.launcher.snapshot.RefusedSnapshotException;
import java.io.File;
import java.io.IOException;
import java.io.Serial;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jenkins.MasterToSlaveFileCallable;
import org.jspecify.annotations.Nullable;

/**
 * Runs the scan worker on the agent, and reads its result there: what comes back is normalised and capped. When it is interrupted, or its agent
 * ends, the worker ends with it.
 */
final class ScanInWorkspace extends MasterToSlaveFileCallable<ScanAnswer> {

    @Serial
    private static final long serialVersionUID = 1;

    private final ScanRequest request;
    private final Places places;
    private final byte[] manifest;
    private final @Nullable String databaseVersion;
    private final @Nullable String databaseDigest;
    private final TaskListener log;

    /**
     * Where things are on the agent.
     *
     * @param tools the folder with worker and database
     * @param own a folder for what a scan writes
     * @param guarded whether builds can't write the tools, by the word of who owns the agent
     */
    record Places(String tools, String own, boolean guarded) implements Serializable {

        @Serial
        private static final long serialVersionUID = 1;
    }

    ScanInWorkspace(
            ScanRequest request,
            Places places,
            byte[] manifest,
            @Nullable String databaseVersion,
            @Nullable String databaseDigest,
            TaskListener log) {
        this.request = request;
        this.places = places;
        this.manifest = manifest.clone();
        this.databaseVersion = databaseVersion;
        this.databaseDigest = databaseDigest;
        this.log = log;
    }

    @Override
    public ScanAnswer invoke(File folder, VirtualChannel channel) throws IOException, InterruptedException {
        Path tools = Path.of(places.tools());
        Path own = Path.of(places.own());
        try {
            // A workspace that nothing was written to yet has nothing to scan, which is for the gates to judge.
            Path workspace = Files.createDirectories(folder.toPath()).toRealPath();
            Installation installation = new Installation(
                    InstalledBundle.place(tools, manifest),
                    manifest,
                    own.resolve("runs"),
                    Installation.sameJava(),
                    request.heapMegabytes());
            Optional<String> objection = places.guarded()
                    ? WriteProtection.objection(tools, Files.createDirectories(own))
                    : Optional.empty();
            return new ScanWorker(installation)
                    .scan(order(workspace, tools, own), new LoggedProgress(log), result -> read(workspace, result))
                    .objecting(objection.orElse(null));
        } catch (WorkerException
                | RefusedManifestException
                | RefusedPatternException
                | RefusedSnapshotException
                | InvalidPathException e) {
            return ScanAnswer.refused(String.valueOf(e.getMessage()));
        } finally {
            // What is said of the scan stands before what is said of its result.
            log.getLogger().flush();
        }
    }

    private ScanOrder order(Path workspace, Path tools, Path own)
            throws IOException, RefusedPatternException, RefusedSnapshotException {
        ScanRequest.@Nullable Code code = request.code();
        ScanRequest.@Nullable Secrets secrets = request.secrets();
        ScanRequest.@Nullable Document bill = request.document();
        return new ScanOrder(
                request.kind(),
                workspace,
                request.includes(),
                request.excludes(),
                database(tools),
                secrets == null
                        ? Optional.empty()
                        : files(workspace, "The file of rules", secrets.rules()).stream()
                                .findFirst(),
                files(workspace, "Suppressions", request.suppressions()),
                // A search for secrets remembers nothing, and what is remembered builds could have forged.
                secrets == null && !places.guarded()
                        ? Optional.of(Files.createDirectories(own.resolve("cache")))
                        : Optional.empty(),
                code == null
                        ? Optional.empty()
                        : Optional.of(new ScanOrder.Code(
                                classes(workspace, code.classes()),
                                files(workspace, "Auxiliary classes", code.auxiliary()),
                                code.sources())),
                secrets == null
                        ? Optional.empty()
                        : Optional.of(new ScanOrder.Secrets(
                                Optional.of(secrets.salt()), files(workspace, "Baselines", secrets.baselines()))),
                Map.of("seconds", (long) request.seconds()),
                bill == null
                        ? Optional.empty()
                        : Optional.of(new ScanOrder.Bill(bill.name(), Optional.ofNullable(bill.version()))));
    }

    /** Where the snapshots of the vulnerability database are in the home of an agent. */
    static Path snapshots(Path home) {
        return home.resolve("database");
    }

    private Optional<ScanOrder.Database> database(Path place) throws RefusedSnapshotException {
        return databaseVersion == null
                ? Optional.empty()
                : Optional.of(new ScanOrder.Database(
                        InstalledSnapshot.place(snapshots(place), databaseVersion),
                        Optional.ofNullable(databaseDigest)));
    }

    /** Folders and jars by their paths, or jars by a pattern. */
    private static List<String> classes(Path workspace, List<String> parts)
            throws IOException, RefusedPatternException {
        List<String> classes = new ArrayList<>();
        for (String part : parts) {
            if (part.contains("*") || part.contains("?")) {
                files(workspace, "Classes", part)
                        .forEach(file -> classes.add(
                                workspace.relativize(file).toString().replace(File.separatorChar, '/')));
            } else {
                classes.add(part);
            }
        }
        return classes;
    }

    /** Files of the workspace; each pattern has to find one at least. */
    private static List<Path> files(Path workspace, String what, @Nullable String patterns)
            throws IOException, RefusedPatternException {
        if (patterns == null) {
            return List.of();
        }
        FoundFiles found = FoundFiles.find(new Workspace(workspace), what, patterns, ReadLimits.STANDARD.visited());
        if (!found.without().isEmpty()) {
            throw new RefusedPatternException(
                    what + ": no file matches '" + found.without().get(0) + "'; at least one has to");
        }
        return found.files().stream().map(WorkspaceFile::location).toList();
    }

    private ScanAnswer read(Path workspace, ScanResult result) throws IOException {
        List<ScanAnswer.Written> written = new ArrayList<>();
        if (request.document() != null) {
            String json = request.document().file();
            written.add(write(workspace, json, result.bill()));
            written.add(write(workspace, withXml(json), result.billAsXml()));
        }
        Path folder = Files.createDirectory(result.documents().resolve("report"));
        Files.move(result.file(), folder.resolve(request.report()), StandardCopyOption.ATOMIC_MOVE);
        EvidenceReading reading = new EvidenceReading(folder, ReadLimits.STANDARD, Provenance.REPORTED);
        ReportRequest report = new ReportRequest(request.report(), Optional.of(ScanResultReader.FORMAT));
        try {
            return ScanAnswer.of(EvidenceJson.write(reading.read(List.of(report))), written);
        } catch (InvalidEvidenceException e) {
            return ScanAnswer.refused(String.valueOf(e.getMessage()));
        }
    }

    private static String withXml(String json) {
        return (json.endsWith(".json") ? json.substring(0, json.length() - ".json".length()) : json) + ".xml";
    }

    /** Replaces a file of the workspace as a whole; a link is replaced, never followed out of it. */
    private static ScanAnswer.Written write(Path workspace, String path, Path from) throws IOException {
        Path file = workspace.resolve(path).normalize();
        @Nullable Path folder = file.getParent();
        if (folder == null || !file.startsWith(workspace) || file.equals(workspace)) {
            throw new IOException(
                    "The bill of materials can't be written to " + path + ", which isn't in the workspace");
        }
        Files.createDirectories(folder);
        if (!folder.toRealPath().startsWith(workspace)) {
            throw new IOException("The bill of materials can't be written to " + path
                    + ", since a link leads out of the workspace there");
        }
        Files.deleteIfExists(file);
        Files.copy(from, file);
        byte[] bytes = Files.readAllBytes(from);
        return new ScanAnswer.Written(path, Digest.of(bytes).toString(), bytes.length);
    }
}
