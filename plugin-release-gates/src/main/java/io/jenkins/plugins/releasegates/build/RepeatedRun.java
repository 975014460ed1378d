package io.jenkins.plugins.releasegates.build;

import hudson.model.Cause;
import hudson.model.Run;
import io.jenkins.lib.releasegates.gate.Subject;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** The build that a replayed or restarted one repeats. The plugins that bring these causes are no dependencies of this one. */
@Restricted(NoExternalUse.class)
public final class RepeatedRun {

    private static final Logger LOGGER = Logger.getLogger(RepeatedRun.class.getName());

    private RepeatedRun() {}

    /** Whether a build with that cause repeats another one. */
    public static boolean isRepetition(Cause cause) {
        return BuildSubject.origin(List.of(cause)) != Subject.Origin.ORDINARY;
    }

    /** The build that is repeated; empty when it is gone, or when the cause doesn't tell. */
    public static Optional<Run<?, ?>> original(Cause cause) {
        try {
            Object original = cause.getClass().getMethod("getOriginal").invoke(cause);
            return original instanceof Run<?, ?> run ? Optional.of(run) : Optional.empty();
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOGGER.log(Level.FINE, "A cause doesn't tell what it repeats", e);
            return Optional.empty();
        }
    }
}
