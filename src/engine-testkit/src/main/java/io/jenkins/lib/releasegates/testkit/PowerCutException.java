package io.jenkins.lib.releasegates.testkit;

import java.io.IOException;

/** The power is gone: whatever is asked of the disk from now on fails. */
public final class PowerCutException extends IOException {

    private static final long serialVersionUID = 1;

    PowerCutException() {
        super("the power is gone");
    }
}
