package io.jenkins.lib.releasegates.promotion.traffic;

/**
 * Steers the traffic of one service among slots. Everything it is asked to do it can be asked again: after a crash nobody knows whether it was
 * done. Answers within a time limit of its own. For one thread at a time.
 */
public interface TrafficTarget {

    /** What the target does now, asked of itself and never remembered. */
    Traffic read() throws TargetException;

    /**
     * Asks for these weights. They were accepted on return, and that's all: whoever needs to know {@linkplain #read reads} until they are there.
     *
     * <p>A slot that gets more than 0 is put into service where it wasn't.
     *
     * @param seen what was read right before; where the target counts versions and has another one now, it refuses
     */
    void shift(Weights to, Traffic seen) throws TargetException;

    /**
     * Takes a slot that gets no traffic out of service.
     *
     * @throws TargetException when it gets any
     */
    void retire(String slot) throws TargetException;
}
