package io.jenkins.lib.releasegates.scanner.database;

import io.github.jeremylong.openvulnerability.client.nvd.DefCveItem;
import io.jenkins.lib.releasegates.scanner.scan.Progress;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.owasp.dependencycheck.Engine;
import org.owasp.dependencycheck.data.nvd.ecosystem.CveEcosystemMapper;
import org.owasp.dependencycheck.data.nvdcve.CveDB;
import org.owasp.dependencycheck.data.nvdcve.DatabaseException;
import org.owasp.dependencycheck.data.update.nvd.api.CveApiJson20CveItemSource;
import org.owasp.dependencycheck.utils.Settings;
import org.owasp.dependencycheck.utils.Settings.KEYS;

/**
 * Writes vulnerabilities into a database of Dependency-Check. Its own updater leaves out a record that it can't store and says so in its log alone;
 * here these are counted, and more than a few end the update.
 */
final class Loader {

    private static final int MAX_LEFT_OUT = 20;

    /**
     * Dependency-Check's own lets H2 reuse space after a second, and compact behind the back of a long transaction; on a busy machine that ended in
     * "Chunk not found". Here nothing is compacted before the end, when all of it is.
     */
    private static final String ADDRESS =
            "jdbc:h2:file:%s;AUTOCOMMIT=ON;CACHE_SIZE=131072;RETENTION_TIME=45000;AUTO_COMPACT_FILL_RATE=0;MAX_COMPACT_TIME=600000";

    private final Path folder;
    private final Path work;
    private final Progress progress;
    private int leftOut;

    /**
     * A loader for one update.
     *
     * @param folder holds the database, or will
     */
    Loader(Path folder, Path work, Progress progress) {
        this.folder = folder;
        this.work = work;
        this.progress = progress;
    }

    /** Loads the files one after the other, a later record in the place of an earlier one. */
    void load(List<Path> files) throws UpdateException, IOException {
        Settings settings = settings();
        try (Engine engine = new Engine(Loader.class.getClassLoader(), settings)) {
            engine.openDatabase(false, false);
            CveDB database = engine.getDatabase();
            CveEcosystemMapper ecosystems = new CveEcosystemMapper();
            for (int i = 0; i < files.size(); i++) {
                progress.at(i, files.size(), "Loading " + files.get(i).getFileName());
                load(files.get(i), database, ecosystems);
            }
            progress.at(files.size(), files.size(), "Tidying up the database");
            database.persistEcosystemCache();
            database.updateEcosystemCache();
            database.cleanupDatabase();
            database.defrag();
        } catch (DatabaseException e) {
            throw new UpdateException("The database can't be written: " + e.getMessage(), e);
        } finally {
            settings.cleanup(true);
        }
    }

    private void load(Path file, CveDB database, CveEcosystemMapper ecosystems) throws UpdateException {
        FeedFile.read(file);
        try (InputStream in = new BufferedInputStream(new GZIPInputStream(Files.newInputStream(file)));
                CveApiJson20CveItemSource entries = new CveApiJson20CveItemSource(in)) {
            while (entries.hasNext()) {
                DefCveItem entry = entries.next();
                try {
                    database.updateVulnerability(entry, ecosystems.getEcosystem(entry));
                } catch (RuntimeException e) {
                    leaveOut(entry, e);
                }
            }
        } catch (UpdateException e) {
            throw e;
        } catch (Exception e) {
            throw new UpdateException(
                    "found a file of vulnerabilities that is no whole JSON, " + file.getFileName() + ": " + e, e);
        }
    }

    private void leaveOut(DefCveItem entry, RuntimeException cause) throws UpdateException {
        String id =
                entry.getCve() == null ? "a record without id" : entry.getCve().getId();
        progress.warning("Left out " + id + ", which the database doesn't take: " + cause);
        if (++leftOut > MAX_LEFT_OUT) {
            throw new UpdateException(
                    "found more than " + MAX_LEFT_OUT + " records that the database doesn't take, the last one " + id);
        }
    }

    /** How many vulnerabilities the database holds. */
    long count() throws UpdateException {
        Settings settings = settings();
        String address = "jdbc:h2:file:" + folder.resolve("odc").toAbsolutePath() + ";ACCESS_MODE_DATA=r;IFEXISTS=TRUE";
        try (Connection connection = DriverManager.getConnection(
                        address, settings.getString(KEYS.DB_USER), settings.getString(KEYS.DB_PASSWORD));
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT COUNT(*) FROM vulnerability")) {
            result.next();
            return result.getLong(1);
        } catch (SQLException e) {
            throw new UpdateException("The new database can't be read: " + e.getMessage(), e);
        } finally {
            settings.cleanup(true);
        }
    }

    private Settings settings() {
        Settings settings = new Settings();
        settings.setBoolean(KEYS.AUTO_UPDATE, true);
        settings.setString(KEYS.DATA_DIRECTORY, folder.toString());
        settings.setString(KEYS.DB_CONNECTION_STRING, ADDRESS);
        settings.setString(KEYS.TEMP_DIRECTORY, work.toString());
        return settings;
    }
}
