package io.jenkins.plugins.securityscan.database;

import hudson.Extension;
import hudson.ExtensionList;
import io.jenkins.plugins.securityscan.SecurityScanHome;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** The snapshots of the vulnerability database on this controller. What counts is what lies on the disk, whoever has put it there. Thread-safe. */
@Extension
@Restricted(NoExternalUse.class)
public final class CurrentDatabase {

    private @Nullable SnapshotFolder snapshots;
    private volatile Found last = Found.NOTHING;

    /** The only instance. */
    public static CurrentDatabase get() {
        return ExtensionList.lookupSingleton(CurrentDatabase.class);
    }

    /**
     * The snapshot that scans take: of those that are whole the one that was compared with its source last. One that wasn't looked at since the
     * start is read to its end, which takes some seconds.
     */
    public Optional<Snapshot> current() {
        return look().current();
    }

    /** Looks at what is there now. */
    synchronized Found look() {
        if (snapshots == null) {
            snapshots = new SnapshotFolder(directory());
        }
        last = snapshots.look(Clock.systemUTC().instant());
        return last;
    }

    /** What was there the last time that somebody looked; waits for nobody. */
    Found last() {
        return last;
    }

    /** Deletes what nobody reads any more. */
    synchronized void prune(int keep) {
        Found found = look();
        if (snapshots != null) {
            snapshots.prune(found, keep, Clock.systemUTC().instant());
        }
        look();
    }

    /** Where all of them are, whether or not it exists yet. */
    static Path directory() {
        return SecurityScanHome.directory().resolve("database");
    }

    /**
     * A database that nobody changes any more; docs/formats/scan-database.md.
     *
     * @param folder with all of it
     * @param digest SHA-256 of {@code snapshot.json} as {@code sha256:…}, and so of all of it
     * @param lastChecked when it was compared with its source last
     * @param lastModified the newest date of its source
     * @param source the address that it comes from
     * @param records vulnerabilities in it
     * @param knownExploited how many the catalog of known exploited ones names; empty without the catalog
     * @param bytes of all its files
     */
    public record Snapshot(
            Path folder,
            String version,
            String digest,
            Instant lastChecked,
            Instant lastModified,
            String source,
            long records,
            OptionalInt knownExploited,
            long bytes) {}

    /**
     * What there is.
     *
     * @param whole the newest first
     * @param refused what doesn't count, by the name of its folder, and why, half a sentence
     */
    record Found(List<Snapshot> whole, Map<String, String> refused) {

        static final Found NOTHING = new Found(List.of(), Map.of());

        Found {
            whole = List.copyOf(whole);
            refused = Map.copyOf(refused);
        }

        Optional<Snapshot> current() {
            return whole.stream().findFirst();
        }
    }
}
