package io.jenkins.lib.releasegates.policy.document;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A policy before it is understood: texts, lists and mappings, each with its place. From YAML, or from the options of a step. */
public sealed interface PolicyNode {

    /** Where it begins. */
    Place place();

    /**
     * A place in a document.
     *
     * @param line 1-based, 0 where there is no document
     * @param column 1-based, 0 where there is no document
     * @param index of the code point in the text
     */
    record Place(int line, int column, int index) {
        public static final Place NONE = new Place(0, 0, 0);
    }

    /**
     * Text as it stands there; what it means is the reader's choice, not that of YAML 1.1.
     *
     * @param plain whether it stands without quotes and can be a number or a truth value
     */
    record Scalar(String text, boolean plain, Place place) implements PolicyNode {}

    /** A list. */
    record Sequence(List<PolicyNode> items, Place place) implements PolicyNode {}

    /** A mapping in the order of the document. */
    record Mapping(Map<String, Entry> entries, Place place) implements PolicyNode {

        /** A key's own place, and what it stands for. */
        public record Entry(Place key, PolicyNode value) {}
    }

    /** A mapping without a document, as a step's options are. */
    static Mapping mapping(Map<String, String> plainTexts) {
        Map<String, Mapping.Entry> entries = new LinkedHashMap<>();
        plainTexts.forEach((key, text) ->
                entries.put(key, new Mapping.Entry(Place.NONE, new Scalar(text, true, Place.NONE))));
        return new Mapping(entries, Place.NONE);
    }
}
