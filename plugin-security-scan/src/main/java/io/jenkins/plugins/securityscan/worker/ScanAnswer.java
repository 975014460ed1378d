package io.jenkins.plugins.securityscan.worker;

import java.io.Serial;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of a scan, as the agent tells it.
 *
 * @param evidence in its compressed form; empty when there is none
 * @param documents files that were written into the workspace
 * @param refusal why there is no result, in words for the user; null when there is one
 * @param objection why a build could have changed what the scan was made with; null when none is known
 */
record ScanAnswer(
        byte[] evidence,
        ArrayList<Written> documents,
        @Nullable String refusal,
        @Nullable String objection) implements Serializable {

    @Serial
    private static final long serialVersionUID = 1;

    /**
     * A document.
     *
     * @param path in the workspace
     * @param digest over its bytes
     */
    record Written(String path, String digest, long bytes) implements Serializable {

        @Serial
        private static final long serialVersionUID = 1;
    }

    static ScanAnswer of(byte[] evidence, List<Written> documents) {
        return new ScanAnswer(evidence, new ArrayList<>(documents), null, null);
    }

    static ScanAnswer refused(String why) {
        return new ScanAnswer(new byte[0], new ArrayList<>(), why, null);
    }

    ScanAnswer objecting(@Nullable String against) {
        return new ScanAnswer(evidence, documents, refusal, against);
    }
}
