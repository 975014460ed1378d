package io.jenkins.lib.releasegates.audit.witness;

import io.jenkins.lib.releasegates.audit.note.Checkpoint;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;

/** A place that keeps checkpoints, each in a file that is never written twice. Used by one thread at a time. */
public interface Witness {

    /** The form of a name. */
    Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

    /** What people know it by, and its cursor is called; matches {@link #NAME}. */
    String name();

    /**
     * Adds checkpoints, or finds that it has them; they last on return.
     *
     * @param checkpoints of one log, ascending
     * @throws IOException when it isn't reached, or refuses; they are then sent again
     */
    void add(List<Checkpoint> checkpoints) throws IOException;

    /** Where people find it. */
    @Override
    String toString();
}
