package io.jenkins.lib.releasegates.promotion.traffic.http;

import io.jenkins.lib.releasegates.connection.ServerAddress;
import java.util.Optional;

/**
 * What a slot has to answer.
 *
 * @param address of the slot itself, never of the target
 * @param status of the answer, 200 to 599
 * @param text that has to stand in the body; empty where any will do
 */
public record SmokeTest(ServerAddress address, int status, Optional<String> text) {

    public SmokeTest {
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("Found status " + status + ", allowed is 200 to 599");
        }
    }
}
