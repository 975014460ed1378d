package io.jenkins.lib.releasegates.scanner.declared;

import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;

/**
 * The mappings of a lock in YAML, told one after the other as they are read: nothing is built, and no alias is followed. For one use.
 */
final class LockYaml {

    private static final int MAX_DEPTH = 50;

    private final Listener listener;
    /** The keys on the way to here; a sequence, and whatever is in one, has none. */
    private final List<@Nullable String> path = new ArrayList<>();

    private final List<Boolean> mappings = new ArrayList<>();
    private @Nullable String key;
    private int documents;

    private LockYaml(Listener listener) {
        this.listener = listener;
    }

    /** Who is told. */
    interface Listener {

        /**
         * A mapping begins.
         *
         * @param path the keys on the way to it, never within a list
         */
        void mapping(List<String> path, int line) throws RefusedDeclarationException;

        /** A text, and the keys on the way to it, its own one last. */
        void text(List<String> path, String value, int line) throws RefusedDeclarationException;
    }

    /** Reads it to its end. */
    static void read(byte[] bytes, Listener listener) throws RefusedDeclarationException {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(Integer.MAX_VALUE);
        LockYaml yaml = new LockYaml(listener);
        try {
            InputStreamReader text = new InputStreamReader(
                    new ByteArrayInputStream(bytes),
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .onMalformedInput(CodingErrorAction.REPORT)
                            .onUnmappableCharacter(CodingErrorAction.REPORT));
            for (Event event : new Yaml(options).parse(text)) {
                yaml.event(event);
            }
        } catch (MarkedYAMLException e) {
            throw new RefusedDeclarationException(line(e.getProblemMark()), "no YAML", "a lock in YAML");
        } catch (YAMLException e) {
            throw new RefusedDeclarationException(0, "no YAML in UTF-8", "a lock in YAML");
        }
        if (yaml.documents != 1) {
            throw new RefusedDeclarationException(0, yaml.documents + " documents", "one");
        }
    }

    private void event(Event event) throws RefusedDeclarationException {
        int line = line(event.getStartMark());
        if (event instanceof MappingStartEvent) {
            open(true, line);
        } else if (event instanceof SequenceStartEvent) {
            open(false, line);
        } else if (event.is(Event.ID.MappingEnd) || event.is(Event.ID.SequenceEnd)) {
            mappings.remove(mappings.size() - 1);
            path.remove(path.size() - 1);
        } else if (event instanceof ScalarEvent scalar) {
            scalar(scalar.getValue(), line);
        } else if (event instanceof AliasEvent) {
            throw new RefusedDeclarationException(line, "an alias", "a lock as its tool writes it");
        } else if (event instanceof DocumentStartEvent) {
            documents++;
        }
    }

    private void open(boolean mapping, int line) throws RefusedDeclarationException {
        boolean inMapping = inMapping();
        if (inMapping && key == null) {
            throw new RefusedDeclarationException(line, "a key that is no text", "texts as keys");
        }
        if (mappings.size() >= MAX_DEPTH) {
            throw new RefusedDeclarationException(
                    line, "values nested deeper than " + MAX_DEPTH, "at most so many within one another");
        }
        path.add(inMapping ? key : null);
        mappings.add(mapping);
        key = null;
        if (mapping && isTold()) {
            listener.mapping(keys(), line);
        }
    }

    private void scalar(String value, int line) throws RefusedDeclarationException {
        if (!inMapping()) {
            if (mappings.isEmpty()) {
                throw new RefusedDeclarationException(line, "a text alone", "a mapping");
            }
            return;
        }
        if (key == null) {
            key = value;
            return;
        }
        if (isTold()) {
            List<String> keys = keys();
            keys.add(key);
            listener.text(keys, value, line);
        }
        key = null;
    }

    private boolean inMapping() {
        return !mappings.isEmpty() && mappings.get(mappings.size() - 1);
    }

    /** Whether no list is on the way. */
    private boolean isTold() {
        return !path.subList(1, path.size()).contains(null) && mappings.get(0);
    }

    private List<String> keys() {
        List<String> keys = new ArrayList<>();
        for (String each : path) {
            if (each != null) {
                keys.add(each);
            }
        }
        return keys;
    }

    private static int line(@Nullable Mark mark) {
        return mark == null ? 0 : mark.getLine() + 1;
    }
}
