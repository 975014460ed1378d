package io.jenkins.lib.releasegates.readiness.check;

/** Asks a server whether it is there. */
@FunctionalInterface
public interface Probe {

    /**
     * Whether it answers as one that is ready.
     *
     * @throws BrokenSourceException when it can't be asked, because the address isn't permitted for example
     */
    boolean answers() throws BrokenSourceException, InterruptedException;
}
