package io.jenkins.lib.releasegates.audit.entry;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A plain {@code input} step of a Pipeline came to its end, as Jenkins tells. It is no approval: the pipeline says what is asked, and who may answer.
 *
 * <p>Who answered is the actor. What was asked is a commitment beside it, {@link #MESSAGE}; values that were given with the answer are kept nowhere.
 *
 * @param input the id of the step, hostile text; at most {@link #MAX_ID} characters are kept
 * @param parameters how many values the step asks for, at least 0
 */
public record InputAnswered(String input, Answer answer, int parameters) implements Event {

    public static final String KIND = "input-answered";

    /** Field of what the pipeline asks. */
    public static final String MESSAGE = "message";

    /** Characters of an id. */
    public static final int MAX_ID = 200;

    /** How it ended. */
    public enum Answer {
        /** Somebody let the build go on. */
        PROCEEDED,
        /** Somebody declined. */
        ABORTED,
        /** Nobody answered: its time ran out, or the build was stopped. */
        UNANSWERED
    }

    public InputAnswered {
        if (parameters < 0) {
            throw new IllegalArgumentException("There are no " + parameters + " parameters");
        }
        input = EntrySubject.cut(input, MAX_ID);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public ObjectNode body() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("input", input)
                .put("answer", answer.name())
                .put("parameters", parameters);
    }

    static InputAnswered read(ObjectNode body) {
        return new InputAnswered(
                EventJson.text(body, "input"),
                Answer.valueOf(EventJson.text(body, "answer")),
                body.path("parameters").asInt());
    }
}
