package io.jenkins.plugins.releasegates.deployment;

import java.util.function.BooleanSupplier;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * A place in the queue of an environment.
 *
 * @param environment its name
 * @param build id of the build in the record
 * @param step tells its deployments apart
 * @param name of the build, for people
 * @param queuedAt when it came, in milliseconds since 1970; the same after a restart
 * @param alive whether the build is still at work
 * @param turn is told that it may be this one's turn
 */
@Restricted(NoExternalUse.class)
public record Ticket(
        String environment,
        String build,
        String step,
        String name,
        long queuedAt,
        BooleanSupplier alive,
        Runnable turn) {

    private static final String QUEUE = "queue";

    /** The place of a build that has not begun, by the number that Jenkins' queue gave it. */
    public static Ticket inQueue(
            String environment, long id, String name, long since, BooleanSupplier alive, Runnable turn) {
        return new Ticket(environment, QUEUE, Long.toString(id), name, since, alive, turn);
    }

    /** The same place, to be given up. */
    static Ticket inQueue(String environment, long id) {
        return inQueue(environment, id, "", 0, () -> true, () -> {});
    }

    /** Whether it is the place of a build that has not begun, which holds nothing that others could wait for at work. */
    boolean isInQueue() {
        return build.equals(QUEUE);
    }

    /** Whether both are of the same step. */
    boolean isSame(Ticket other) {
        return environment.equals(other.environment) && build.equals(other.build) && step.equals(other.step);
    }

    /** Whether it came before that one; of two at the same time one does. */
    boolean isBefore(Ticket other) {
        return queuedAt < other.queuedAt
                || queuedAt == other.queuedAt && (build + step).compareTo(other.build + other.step) < 0;
    }
}
