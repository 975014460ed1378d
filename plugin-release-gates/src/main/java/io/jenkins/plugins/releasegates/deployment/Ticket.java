package io.jenkins.plugins.releasegates.deployment;

import java.util.function.BooleanSupplier;

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
record Ticket(
        String environment,
        String build,
        String step,
        String name,
        long queuedAt,
        BooleanSupplier alive,
        Runnable turn) {

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
