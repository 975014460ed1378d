package io.jenkins.lib.releasegates.verify.bundle;

import java.util.Optional;
import java.util.regex.Pattern;

/** What may be in a bundle: nothing has another name, and so none that leads out of a folder, and nothing is longer. */
enum MemberKind {
    README("README\\.txt", 64 * 1024),
    CHECKPOINT("checkpoint", 64 * 1024),
    ENTRY("entries/" + MemberKind.NUMBER + "\\.json", 48 * 1024),
    EVIDENCE("evidence/[0-9a-f]{64}\\.json\\.gz", 20 * 1024 * 1024),
    KEY_PEM("key\\.pem", 4 * 1024),
    KEY_VKEY("key\\.vkey", 4 * 1024),
    PEOPLE("people/" + MemberKind.NUMBER + "\\.json", 4 * 1024 * 1024),
    PROOF("proofs/" + MemberKind.NUMBER + "\\.tlog-proof", 68 * 1024);

    /** Of an entry. */
    private static final String NUMBER = "(?:0|[1-9][0-9]{0,15})";

    /** Of the longest name. */
    static final int MAX_NAME = 100;

    private final Pattern name;
    private final int maxBytes;

    MemberKind(String name, int maxBytes) {
        this.name = Pattern.compile(name);
        this.maxBytes = maxBytes;
    }

    /** What a member of that name is; empty when it may not be there. */
    static Optional<MemberKind> of(String name) {
        for (MemberKind kind : values()) {
            if (kind.name.matcher(name).matches()) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    int maxBytes() {
        return maxBytes;
    }
}
