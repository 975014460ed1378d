package io.jenkins.lib.releasegates.policy.document;

import io.jenkins.lib.releasegates.policy.document.PolicyNode.Mapping;
import io.jenkins.lib.releasegates.policy.document.PolicyNode.Place;
import io.jenkins.lib.releasegates.policy.document.PolicyNode.Scalar;
import io.jenkins.lib.releasegates.policy.document.PolicyNode.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Reads YAML into {@link PolicyNode}s: one document or, where a format has them, more; no aliases, no tags, no duplicate keys, a bounded depth.
 *
 * <p>Works on the parser's events, where nothing has been resolved yet: no {@code no} that became false, no alias that grew.
 */
public final class YamlDocument {

    private static final int MAX_DEPTH = 20;
    private static final int MAX_DOCUMENTS = 500;

    private final ParserImpl parser;
    private final Issues issues;

    private YamlDocument(PolicyText text, Issues issues) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(PolicyText.MAX_BYTES + 1);
        parser = new ParserImpl(new StreamReader(text.toString()), options);
        this.issues = issues;
    }

    /** The one document of this text; empty, with at least one issue, when there is none. */
    public static Optional<PolicyNode> read(PolicyText text, Issues issues) {
        return parse(text, issues, YamlDocument::document);
    }

    /** The documents of this text, those without content left out; none, with at least one issue, when there is none or one can't be read. */
    public static List<PolicyNode> readAll(PolicyText text, Issues issues) {
        return parse(text, issues, YamlDocument::documents).orElse(List.of());
    }

    private static <T> Optional<T> parse(PolicyText text, Issues issues, Parsing<T> parsing) {
        try {
            return Optional.of(parsing.of(new YamlDocument(text, issues)));
        } catch (MarkedYAMLException e) {
            Mark mark = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
            String problem = e.getProblem() == null ? "text that is no YAML" : e.getProblem();
            issues.add(place(mark), "", "a syntax error (" + Issues.quoted(problem) + ")", "well-formed YAML");
        } catch (YAMLException e) {
            issues.add(Place.NONE, "", "text that is no YAML", "well-formed YAML");
        } catch (Unreadable e) {
            issues.add(e.place, "", e.found, e.allowed);
        }
        return Optional.empty();
    }

    private PolicyNode document() throws Unreadable {
        parser.getEvent();
        if (parser.checkEvent(Event.ID.StreamEnd)) {
            throw new Unreadable(new Place(1, 1, 0), "an empty file", "apiVersion, kind, metadata, spec");
        }
        parser.getEvent();
        PolicyNode root = node("", 0);
        parser.getEvent();
        if (!parser.checkEvent(Event.ID.StreamEnd)) {
            throw new Unreadable(place(parser.peekEvent().getStartMark()), "a second document", "one document");
        }
        return root;
    }

    private List<PolicyNode> documents() throws Unreadable {
        List<PolicyNode> roots = new ArrayList<>();
        parser.getEvent();
        while (!parser.checkEvent(Event.ID.StreamEnd)) {
            parser.getEvent();
            PolicyNode root = node("", 0);
            parser.getEvent();
            if (!(root instanceof Scalar scalar) || !scalar.text().isEmpty()) {
                roots.add(root);
            }
            if (roots.size() > MAX_DOCUMENTS) {
                throw new Unreadable(root.place(), "more than " + MAX_DOCUMENTS + " documents", "at most that many");
            }
        }
        if (roots.isEmpty()) {
            throw new Unreadable(new Place(1, 1, 0), "an empty file", "at least one document");
        }
        return roots;
    }

    /** What is taken from a parser that stands at the beginning. */
    private interface Parsing<T> {
        T of(YamlDocument document) throws Unreadable;
    }

    private PolicyNode node(String path, int depth) throws Unreadable {
        Event event = parser.getEvent();
        Place place = place(event.getStartMark());
        if (event instanceof AliasEvent alias) {
            throw new Unreadable(place, "the alias " + Issues.quoted("*" + alias.getAnchor()), "text without aliases");
        }
        if (event instanceof NodeEvent node && node.getAnchor() != null) {
            throw new Unreadable(place, "the anchor " + Issues.quoted("&" + node.getAnchor()), "text without anchors");
        }
        if (depth > MAX_DEPTH) {
            throw new Unreadable(place, "a deeper nesting than " + MAX_DEPTH, "at most " + MAX_DEPTH + " levels");
        }
        if (event instanceof ScalarEvent scalar) {
            refuseTag(scalar.getTag(), place);
            return new Scalar(scalar.getValue(), scalar.isPlain(), place);
        }
        if (event instanceof SequenceStartEvent start) {
            refuseTag(start.getTag(), place);
            return sequence(path, depth, place);
        }
        if (event instanceof MappingStartEvent start) {
            refuseTag(start.getTag(), place);
            return mapping(path, depth, place);
        }
        throw new Unreadable(place, "text that is no YAML", "well-formed YAML");
    }

    private Sequence sequence(String path, int depth, Place place) throws Unreadable {
        List<PolicyNode> items = new ArrayList<>();
        while (!parser.checkEvent(Event.ID.SequenceEnd)) {
            items.add(node(path + "[" + items.size() + "]", depth + 1));
        }
        parser.getEvent();
        return new Sequence(List.copyOf(items), place);
    }

    private Mapping mapping(String path, int depth, Place place) throws Unreadable {
        Map<String, Mapping.Entry> entries = new LinkedHashMap<>();
        while (!parser.checkEvent(Event.ID.MappingEnd)) {
            PolicyNode key = node(path, depth + 1);
            if (!(key instanceof Scalar scalar)) {
                throw new Unreadable(key.place(), Issues.describe(key) + " as a key", "text as a key");
            }
            String keyPath = path.isEmpty() ? scalar.text() : path + "." + scalar.text();
            PolicyNode value = node(keyPath, depth + 1);
            Mapping.Entry earlier = entries.putIfAbsent(scalar.text(), new Mapping.Entry(key.place(), value));
            if (earlier != null) {
                String found = Issues.quoted(scalar.text()) + " a second time";
                issues.add(
                        key.place(),
                        Fields.pathOf(path, scalar.text()),
                        found,
                        "each key once (first in line " + earlier.key().line() + ")");
            }
        }
        parser.getEvent();
        return new Mapping(entries, place);
    }

    private static void refuseTag(@Nullable String tag, Place place) throws Unreadable {
        if (tag != null) {
            throw new Unreadable(place, "the tag " + Issues.quoted(tag), "text without tags");
        }
    }

    private static Place place(@Nullable Mark mark) {
        return mark == null ? Place.NONE : new Place(mark.getLine() + 1, mark.getColumn() + 1, mark.getIndex());
    }

    /** Ends the reading where going on would only add noise. */
    private static final class Unreadable extends Exception {

        private static final long serialVersionUID = 1;

        private final transient Place place;
        private final String found;
        private final String allowed;

        Unreadable(Place place, String found, String allowed) {
            super(found, null, false, false);
            this.place = place;
            this.found = found;
            this.allowed = allowed;
        }
    }
}
