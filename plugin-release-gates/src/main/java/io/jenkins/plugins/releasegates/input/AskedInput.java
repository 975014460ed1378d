package io.jenkins.plugins.releasegates.input;

import io.jenkins.lib.releasegates.audit.entry.EntrySubject;
import io.jenkins.lib.releasegates.audit.entry.InputAnswered;

/** A plain {@code input} step that began; saved with its build, so texts and numbers alone. */
final class AskedInput {

    private static final int MAX_MESSAGE = 4_000;

    private final String node;
    private final String input;
    private final String message;
    private final int parameters;

    /**
     * A step of this build.
     *
     * @param node id of its flow node
     * @param input id of the step
     * @param message what it asks
     * @param parameters how many values it asks for
     */
    AskedInput(String node, String input, String message, int parameters) {
        this.node = node;
        this.input = EntrySubject.cut(input, InputAnswered.MAX_ID);
        this.message = EntrySubject.cut(message, MAX_MESSAGE);
        this.parameters = parameters;
    }

    String node() {
        return node;
    }

    String input() {
        return input;
    }

    String message() {
        return message;
    }

    int parameters() {
        return parameters;
    }
}
