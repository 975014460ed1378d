package io.jenkins.plugins.securityscan.worker;

import hudson.AbortException;
import hudson.FilePath;
import hudson.model.Computer;
import hudson.model.Node;
import hudson.remoting.VirtualChannel;
import io.jenkins.lib.releasegates.launcher.bundle.InstalledBundle;
import io.jenkins.lib.releasegates.launcher.bundle.RefusedManifestException;
import io.jenkins.lib.releasegates.launcher.folder.FolderTree;
import io.jenkins.lib.releasegates.launcher.folder.UnfinishedFolder;
import io.jenkins.lib.releasegates.launcher.snapshot.InstalledSnapshot;
import io.jenkins.lib.releasegates.launcher.snapshot.RefusedSnapshotException;
import io.jenkins.plugins.releasegates.build.StepSurroundings;
import io.jenkins.plugins.securityscan.Messages;
import io.jenkins.plugins.securityscan.database.CurrentDatabase;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serial;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import jenkins.MasterToSlaveFileCallable;
import org.jspecify.annotations.Nullable;

/**
 * The folder of an agent in which the worker, its databases and what it remembers lie. The controller sends what isn't there; several builds on the
 * agent share it without a lock, since nothing in there changes once it has its name.
 */
final class AgentHome {

    /** So long nobody has to have used what is deleted. */
    private static final Duration UNUSED = Duration.ofDays(3);

    /** Sends the same thing to an agent once, also where many builds start at once. */
    private static final Map<String, Object> SENDING = new ConcurrentHashMap<>();

    private final FilePath home;
    private final String agent;
    private final StepSurroundings at;
    private final Object turn;

    private AgentHome(FilePath home, String agent, StepSurroundings at) {
        this.home = home;
        this.agent = agent;
        this.at = at;
        this.turn = SENDING.computeIfAbsent(agent, name -> new Object());
    }

    /** On the agent that the workspace is on. */
    static AgentHome of(StepSurroundings at) throws AbortException {
        @Nullable Computer computer = at.workspace().toComputer();
        @Nullable Node node = computer == null ? null : computer.getNode();
        @Nullable FilePath root = node == null ? null : node.getRootPath();
        if (node == null || root == null) {
            throw new AbortException(Messages.Scan_AgentGone("it has no root folder any more"));
        }
        return new AgentHome(root.child("release-gates-scan"), node.getNodeName(), at);
    }

    /**
     * Has everything there that a scan needs. On an agent that its owner calls guarded nothing is sent to where builds can't write: what isn't
     * there is taken from where they can.
     */
    ScanInWorkspace.Places prepare(ScannerBundle bundle, Optional<CurrentDatabase.Snapshot> database)
            throws IOException, InterruptedException {
        Optional<String> guarded = ScanConfiguration.get().guardedHome(agent);
        if (guarded.isPresent()) {
            FilePath tools = new FilePath(home.getChannel(), guarded.get());
            Optional<String> missing = missing(tools, bundle, database);
            if (missing.isEmpty()) {
                return new ScanInWorkspace.Places(tools.getRemote(), home.getRemote(), true);
            }
            at.log(Messages.Scan_NotGuarded(missing.get()));
        }
        install(bundle);
        if (database.isPresent()) {
            install(database.get());
        }
        return new ScanInWorkspace.Places(home.getRemote(), home.getRemote(), false);
    }

    private static Optional<String> missing(
            FilePath tools, ScannerBundle bundle, Optional<CurrentDatabase.Snapshot> database)
            throws IOException, InterruptedException {
        if (!tools.act(new HasBundle(bundle.manifest(), false))) {
            return Optional.of(Messages.Scan_NoWorkerThere(tools.getRemote()));
        }
        if (database.isPresent()
                && !tools.act(
                        new HasSnapshot(database.get().version(), database.get().digest(), false))) {
            return Optional.of(Messages.Scan_NoDatabaseThere(
                    tools.getRemote(), database.get().version()));
        }
        return Optional.empty();
    }

    /** Sends the worker where it isn't, or isn't whole any more. */
    private void install(ScannerBundle bundle) throws IOException, InterruptedException {
        if (isThere(bundle)) {
            return;
        }
        synchronized (turn) {
            if (isThere(bundle)) {
                return;
            }
            at.log(Messages.Scan_SendingWorker());
            FilePath zip = home.child("sent-" + UUID.randomUUID() + ".zip");
            home.mkdirs();
            try (InputStream bytes = bundle.open()) {
                zip.copyFrom(bytes);
            }
            home.act(new Unpack(zip.getName(), bundle.manifest()));
        }
    }

    /** Sends the snapshot where it isn't. */
    private void install(CurrentDatabase.Snapshot database) throws IOException, InterruptedException {
        if (isThere(database)) {
            return;
        }
        synchronized (turn) {
            if (isThere(database)) {
                return;
            }
            at.log(Messages.Scan_SendingDatabase(database.version(), database.bytes() >> 20));
            FilePath sent = home.child("sent-" + UUID.randomUUID());
            sent.mkdirs();
            try (Stream<Path> files = Files.list(database.folder())) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    try (InputStream bytes = Files.newInputStream(file)) {
                        sent.child(String.valueOf(file.getFileName())).copyFrom(bytes);
                    }
                }
            }
            home.act(new Finish(sent.getName(), database.version(), database.digest()));
        }
    }

    private boolean isThere(ScannerBundle bundle) throws IOException, InterruptedException {
        return home.act(new HasBundle(bundle.manifest(), true));
    }

    private boolean isThere(CurrentDatabase.Snapshot database) throws IOException, InterruptedException {
        return home.act(new HasSnapshot(database.version(), database.digest(), true));
    }

    /** Whether the bundle is there, to the byte. One that is will be used, and isn't deleted for a day. */
    private static final class HasBundle extends MasterToSlaveFileCallable<Boolean> {

        @Serial
        private static final long serialVersionUID = 1;

        private final byte[] manifest;
        private final boolean ours;

        HasBundle(byte[] manifest, boolean ours) {
            this.manifest = manifest.clone();
            this.ours = ours;
        }

        @Override
        public Boolean invoke(File home, VirtualChannel channel) throws IOException {
            try {
                boolean there = InstalledBundle.isThere(home.toPath(), manifest);
                if (there && ours) {
                    InstalledBundle.use(
                            InstalledBundle.place(home.toPath(), manifest),
                            Clock.systemUTC().instant());
                }
                return there;
            } catch (RefusedManifestException e) {
                throw new IOException(e.getMessage(), e);
            }
        }
    }

    /** Unpacks what was sent, and deletes workers of earlier versions that nobody has used for a while. */
    private static final class Unpack extends MasterToSlaveFileCallable<String> {

        @Serial
        private static final long serialVersionUID = 1;

        private final String zip;
        private final byte[] manifest;

        Unpack(String zip, byte[] manifest) {
            this.zip = zip;
            this.manifest = manifest.clone();
        }

        @Override
        public String invoke(File home, VirtualChannel channel) throws IOException {
            Path sent = home.toPath().resolve(zip);
            try (InputStream bytes = Files.newInputStream(sent)) {
                Path place = InstalledBundle.install(bytes, manifest, home.toPath());
                InstalledBundle.prune(
                        home.toPath(), manifest, UNUSED, Clock.systemUTC().instant());
                return place.toString();
            } catch (RefusedManifestException e) {
                throw new IOException(e.getMessage(), e);
            } finally {
                Files.deleteIfExists(sent);
            }
        }
    }

    /** Whether the snapshot is there; its bytes are checked by each scan. One that is will be used, and isn't deleted for a day. */
    private static final class HasSnapshot extends MasterToSlaveFileCallable<Boolean> {

        @Serial
        private static final long serialVersionUID = 1;

        private final String version;
        private final String digest;
        private final boolean ours;

        HasSnapshot(String version, String digest, boolean ours) {
            this.version = version;
            this.digest = digest;
            this.ours = ours;
        }

        @Override
        public Boolean invoke(File home, VirtualChannel channel) throws IOException {
            Path snapshots = ScanInWorkspace.snapshots(home.toPath());
            try {
                boolean there = InstalledSnapshot.isThere(snapshots, version, digest);
                if (there && ours) {
                    InstalledSnapshot.use(
                            InstalledSnapshot.place(snapshots, version),
                            Clock.systemUTC().instant());
                }
                return there;
            } catch (RefusedSnapshotException e) {
                throw new IOException(e.getMessage(), e);
            }
        }
    }

    /** Gives a snapshot that was sent its name, and deletes those that nobody has used for a while. */
    private static final class Finish extends MasterToSlaveFileCallable<String> {

        @Serial
        private static final long serialVersionUID = 1;

        private final String sent;
        private final String version;
        private final String digest;

        Finish(String sent, String version, String digest) {
            this.sent = sent;
            this.version = version;
            this.digest = digest;
        }

        @Override
        public String invoke(File home, VirtualChannel channel) throws IOException {
            Path from = home.toPath().resolve(sent);
            Path snapshots = ScanInWorkspace.snapshots(home.toPath());
            try (UnfinishedFolder unfinished = UnfinishedFolder.in(snapshots)) {
                try (Stream<Path> files = Files.list(from)) {
                    for (Path file : files.toList()) {
                        Files.move(file, unfinished.path().resolve(String.valueOf(file.getFileName())));
                    }
                }
                Path place = InstalledSnapshot.finish(
                        unfinished,
                        snapshots,
                        version,
                        digest,
                        Clock.systemUTC().instant());
                InstalledSnapshot.prune(
                        snapshots, Set.of(version), UNUSED, Clock.systemUTC().instant());
                return place.toString();
            } catch (RefusedSnapshotException e) {
                throw new IOException(e.getMessage(), e);
            } finally {
                FolderTree.delete(from);
            }
        }
    }
}
