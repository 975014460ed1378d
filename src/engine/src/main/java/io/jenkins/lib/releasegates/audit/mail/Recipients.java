package io.jenkins.lib.releasegates.audit.mail;

import io.jenkins.lib.releasegates.audit.message.Notice.Reader;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who of one entry's recipients is still to be sent it. Not kept: after a restart all of them are sent it again. */
final class Recipients {

    /** RFC 5321, 4.2.3: the server closes the connection. */
    private static final int CLOSING = 421;

    private final Duration patience;
    private final Map<String, Reader> left = new LinkedHashMap<>();
    private final Map<String, RefusedLetterException> refusals = new LinkedHashMap<>();
    private final Set<String> leftOutBefore = new HashSet<>();
    private long seq = -1;
    private boolean known;
    private boolean tookSomebody;
    private @Nullable Instant since;
    private final Map<String, Instant> brokeSince = new HashMap<>();

    Recipients(Duration patience) {
        this.patience = patience;
    }

    /** It is about that entry now; whether its recipients aren't known yet. */
    boolean begin(long entry) {
        if (entry != seq) {
            seq = entry;
            known = false;
            tookSomebody = false;
            since = null;
            left.clear();
            refusals.clear();
            brokeSince.clear();
        }
        return !known;
    }

    void are(Map<String, Reader> all) {
        left.putAll(all);
        known = true;
    }

    /** Those who weren't sent it yet. */
    Map<String, Reader> left() {
        return new LinkedHashMap<>(left);
    }

    void took(String address) {
        left.remove(address);
        refusals.remove(address);
        leftOutBefore.remove(address);
        brokeSince.remove(address);
        tookSomebody = true;
    }

    /** The server took a connection, and lost it over that one, who comes last now. */
    void broke(String address, IOException how, Instant now) {
        Reader reader = left.remove(address);
        if (reader != null) {
            left.put(address, reader);
        }
        Instant first = brokeSince.putIfAbsent(address, now);
        if (first != null && !now.isBefore(first.plus(patience))) {
            refusals.put(address, new RefusedLetterException(CLOSING, how));
        }
    }

    void refused(String address, RefusedLetterException refusal, Instant now) {
        if (since == null) {
            since = now;
        }
        refusals.put(address, refusal);
    }

    /** Leaves out those of whom nothing is to be hoped any more, with why. */
    Map<String, RefusedLetterException> giveUp(Instant now) {
        boolean over = since != null && !now.isBefore(since.plus(patience));
        Map<String, RefusedLetterException> out = new LinkedHashMap<>();
        refusals.forEach((address, refusal) -> {
            if (over
                    || refusal.status() == CLOSING
                    || refusal.isForGood() && (tookSomebody || leftOutBefore.contains(address))) {
                out.put(address, refusal);
            }
        });
        out.keySet().forEach(address -> {
            left.remove(address);
            refusals.remove(address);
            leftOutBefore.add(address);
        });
        return out;
    }
}
