package io.jenkins.plugins.releasegates.approval;

import hudson.ExtensionPoint;
import java.util.List;

/** Knows of something that waits for people, besides requests for approval. */
public interface InboxSource extends ExtensionPoint {

    /** All that waits in builds that the one who asks may see. */
    List<InboxRow> rows();
}
