package io.jenkins.lib.releasegates.promotion;

/** What is kept of a promotion can't be read; says where, what was found and what is allowed. */
public final class UnreadablePromotionException extends Exception {

    private static final long serialVersionUID = 1L;

    UnreadablePromotionException(String message) {
        super(message);
    }
}
