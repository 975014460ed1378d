package io.jenkins.lib.releasegates.audit.message;

/** A template can't be read, or what it makes is no JSON; the message says where, what was found and what is allowed, and holds no secret. */
public final class InvalidTemplateException extends Exception {

    private static final long serialVersionUID = 1;

    InvalidTemplateException(String message) {
        super(message);
    }
}
