package io.jenkins.plugins.releasegates.audit;

import hudson.ExtensionPoint;
import hudson.model.Run;

/** Is told when something was recorded about a build. */
public interface RecordListener extends ExtensionPoint {

    /** There is one more entry, or are several more; may be called on any thread, so it returns at once. */
    void recorded(Run<?, ?> run);
}
