package io.jenkins.lib.releasegates.promotion.traffic;

/** A real proxy with the configuration of docs/targets.md, and two real servers behind it, of which blue has all traffic at first. */
public interface RunningProxy extends AutoCloseable {

    TrafficTarget target();

    SlotServer blue();

    SlotServer green();

    /** Where clients ask. */
    int port();

    @Override
    void close();
}
