package io.jenkins.lib.releasegates.launcher;

/** Who follows a worker; called in order, by the thread that waits for it. */
public interface Listener {

    /** Something a person may want to know. */
    void log(String message);

    /** Something that makes the result less than it could be. */
    void warning(String message);

    /** How far it is. */
    void progress(long done, long of, String what);
}
