package io.jenkins.plugins.releasegates.health;

import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.health.HealthCheck;
import io.jenkins.lib.releasegates.slo.ServiceLevelObjective;
import io.jenkins.lib.releasegates.slo.budget.BudgetJson;
import io.jenkins.lib.releasegates.slo.budget.ErrorBudget;
import io.jenkins.lib.releasegates.slo.budget.KeptBudget;
import io.jenkins.lib.releasegates.slo.budget.Measured;
import io.jenkins.plugins.releasegates.ReleaseGatesHome;
import io.jenkins.plugins.releasegates.connection.ConnectionConfiguration;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * The last budget that was measured of each objective, for a time in which the server is down: a file each, named by the digest of connection, where
 * that leads, definition and way of measuring, so that one pipeline's objectives aren't another's.
 */
@Restricted(NoExternalUse.class)
public final class LastKnownBudgets {

    private static final Logger LOGGER = Logger.getLogger(LastKnownBudgets.class.getName());

    /** Longer than any policy may let one count. */
    private static final Duration OLDEST = Duration.ofDays(8);

    private LastKnownBudgets() {}

    /** Those of this controller. */
    public static HealthCheck.LastKnown ofController() {
        return new HealthCheck.LastKnown() {
            @Override
            public Optional<KeptBudget> of(ServiceLevelObjective objective, ErrorBudget.Way way) {
                return LastKnownBudgets.of(objective, way);
            }

            @Override
            public void keep(ServiceLevelObjective objective, KeptBudget measured) {
                LastKnownBudgets.keep(objective, measured);
            }
        };
    }

    private static Path directory() throws IOException {
        return Files.createDirectories(ReleaseGatesHome.get().existing().resolve("budgets"));
    }

    private static Path file(ServiceLevelObjective objective, ErrorBudget.Way way) throws IOException {
        String what = String.join(
                "\n",
                objective.connection(),
                ConnectionConfiguration.get().place(objective.connection()),
                objective.definition().toString(),
                way.name());
        return directory()
                .resolve(Digest.of(what.getBytes(StandardCharsets.UTF_8)).hex() + ".json");
    }

    /** Empty where there is none, or it can't be read: then nothing is known. */
    public static Optional<KeptBudget> of(ServiceLevelObjective objective, ErrorBudget.Way way) {
        try {
            return Optional.of(BudgetJson.read(Files.readString(file(objective, way))));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | BudgetJson.UnreadableBudgetException e) {
            LOGGER.log(Level.WARNING, "The last known error budget of {0} can not be read: {1}", new Object[] {
                objective.name(), e.getMessage()
            });
            return Optional.empty();
        }
    }

    /** Keeps what was measured just now; what isn't known replaces nothing. */
    public static void keep(ServiceLevelObjective objective, KeptBudget budget) {
        if (!(budget.measured() instanceof Measured.Known known)) {
            return;
        }
        try {
            Path file = file(objective, known.budget().about().way());
            Path next = Files.createTempFile(directory(), "next", ".json");
            Files.writeString(next, BudgetJson.write(budget));
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            forget(directory());
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "The error budget of " + objective.name() + " can not be kept");
        }
    }

    /** What no policy can let count any more, so that pipelines with ever new objectives don't fill the disk. */
    private static void forget(Path directory) throws IOException {
        Instant oldest = Clock.systemUTC().instant().minus(OLDEST);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(oldest)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
