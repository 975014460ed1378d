package io.jenkins.lib.releasegates.metrics;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** There is no answer; the message says why, names no address and holds no secret. */
public final class MetricsException extends Exception {

    private static final long serialVersionUID = 1;

    private final Reason reason;
    private final transient @Nullable Duration later;

    /** Why there is none. */
    public enum Reason {
        /** The server says that the question is wrong, or can't be answered. */
        QUESTION,
        /** The server asks for fewer questions. */
        TOO_MANY_QUESTIONS,
        /** The server lets us not in. */
        NOT_ALLOWED,
        /** The server is out of order. */
        SERVER,
        /** No connection came about, or it broke off. */
        CONNECTION,
        /** No secure connection came about. */
        TLS,
        /** The answer took too long. */
        TIMEOUT,
        /** The answer is larger than what is read. */
        TOO_LARGE,
        /** What came isn't an answer of such a server. */
        NO_ANSWER,
        /** The server's clock isn't ours, so that what it knows now may be of another time. */
        CLOCK,
        /** The address isn't one that the owner permits. */
        ADDRESS
    }

    /** With why in words. */
    public MetricsException(Reason reason, String words, @Nullable Throwable cause) {
        this(reason, words, Optional.empty(), cause);
    }

    /** With how long the server wants to be left alone. */
    public MetricsException(Reason reason, String words, Optional<Duration> later, @Nullable Throwable cause) {
        super(words, cause);
        this.reason = reason;
        this.later = later.orElse(null);
    }

    public Reason reason() {
        return reason;
    }

    /** How long the server wants to be left alone; empty where it doesn't say. */
    public Optional<Duration> later() {
        return Optional.ofNullable(later);
    }
}
