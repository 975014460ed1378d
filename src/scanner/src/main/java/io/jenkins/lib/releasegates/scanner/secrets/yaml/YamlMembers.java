package io.jenkins.lib.releasegates.scanner.secrets.yaml;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** One mapping of a YAML file, asked for its members; none but the allowed ones may be there, and none twice. */
public final class YamlMembers {

    private static final int MAX_BYTES = 4 << 20;
    private static final int MAX_SHOWN = 120;

    private final String file;
    private final Node place;
    private final Map<String, Node> members;

    private YamlMembers(String file, Node place, Map<String, Node> members) {
        this.file = file;
        this.place = place;
        this.members = members;
    }

    /** All that a file holds, at most 4 MiB. */
    public static byte[] bytes(Path file) throws RefusedYamlException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new RefusedYamlException(
                        file + ": found more than " + MAX_BYTES + " bytes, allowed: at most so many");
            }
            return bytes;
        } catch (IOException e) {
            throw new RefusedYamlException(file + ": found no file that can be read, allowed: a file in YAML");
        }
    }

    /**
     * The mapping that a file consists of.
     *
     * @param file how refusals name it
     */
    public static YamlMembers of(String file, byte[] bytes, Set<String> allowed) throws RefusedYamlException {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(MAX_BYTES);
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            @Nullable Node node = new Yaml(options).compose(new StringReader(text));
            if (node == null) {
                throw new RefusedYamlException(file + ": found nothing, allowed: one mapping");
            }
            return of(file, node, allowed);
        } catch (CharacterCodingException e) {
            throw new RefusedYamlException(file + ": found bytes that are no UTF-8, allowed: UTF-8");
        } catch (MarkedYAMLException e) {
            // Its message would show the text around the place.
            int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
            throw new RefusedYamlException(
                    file + ":" + line + ": found no YAML (" + e.getProblem() + "), allowed: one document");
        } catch (YAMLException e) {
            throw new RefusedYamlException(file + ": found YAML that is too large or nested, allowed: one document");
        }
    }

    private static YamlMembers of(String file, Node node, Set<String> allowed) throws RefusedYamlException {
        Map<String, Node> members = new LinkedHashMap<>();
        YamlMembers mapping = new YamlMembers(file, node, members);
        if (!(node instanceof MappingNode map)) {
            throw mapping.refused(node, kind(node), "a mapping with " + listed(allowed));
        }
        for (NodeTuple member : map.getValue()) {
            String name = member.getKeyNode() instanceof ScalarNode key ? key.getValue() : "";
            if (!allowed.contains(name)) {
                throw mapping.refused(member.getKeyNode(), "a member " + shown(name), "the members " + listed(allowed));
            }
            if (members.put(name, member.getValueNode()) != null) {
                throw mapping.refused(member.getKeyNode(), name + " for the second time", "each member once");
            }
        }
        return mapping;
    }

    /** Where it begins in the file, from 1. */
    public int line() {
        return line(place);
    }

    public boolean has(String name) {
        return members.containsKey(name);
    }

    /** A text that isn't empty. */
    public String text(String name) throws RefusedYamlException {
        Node node = members.get(name);
        if (node == null) {
            throw refused(name, "nothing", "a text");
        }
        return text(node, name);
    }

    /** Texts; none at all where the member isn't there. */
    public List<String> texts(String name) throws RefusedYamlException {
        List<String> texts = new ArrayList<>();
        for (Node item : items(name)) {
            texts.add(text(item, name));
        }
        return texts;
    }

    /** Mappings; none at all where the member isn't there. */
    public List<YamlMembers> mappings(String name, Set<String> allowed) throws RefusedYamlException {
        List<YamlMembers> mappings = new ArrayList<>();
        for (Node item : items(name)) {
            mappings.add(of(file, item, allowed));
        }
        return mappings;
    }

    /** One of the words. */
    public <T> T word(String name, T[] values, Function<T, String> word) throws RefusedYamlException {
        String found = text(name);
        for (T value : values) {
            if (word.apply(value).equals(found)) {
                return value;
            }
        }
        throw refused(
                name, shown(found), "one of " + Stream.of(values).map(word).collect(Collectors.joining(", ")));
    }

    /** A refusal of one member, or of the mapping where this isn't there. */
    public RefusedYamlException refused(String name, String found, String allowed) {
        return refused(
                members.getOrDefault(name, place),
                (name.isEmpty() ? "" : name + ": ") + "found " + found + ", allowed: " + allowed);
    }

    /** A text as a refusal may show it. */
    public static String shown(String text) {
        String cut = text.length() > MAX_SHOWN ? text.substring(0, MAX_SHOWN) + "…" : text;
        return '"' + cut.replaceAll("\\p{Cntrl}", "?") + '"';
    }

    private List<Node> items(String name) throws RefusedYamlException {
        Node node = members.get(name);
        if (node == null) {
            return List.of();
        }
        if (!(node instanceof SequenceNode list)) {
            throw refused(name, kind(node), "a list");
        }
        return list.getValue();
    }

    private String text(Node node, String name) throws RefusedYamlException {
        if (node instanceof ScalarNode scalar
                && !scalar.getTag().equals(Tag.NULL)
                && !scalar.getValue().isBlank()) {
            return scalar.getValue();
        }
        throw refused(node, name + ": found " + kind(node) + ", allowed: a text");
    }

    private RefusedYamlException refused(Node node, String found, String allowed) {
        return refused(node, "found " + found + ", allowed: " + allowed);
    }

    private RefusedYamlException refused(Node node, String what) {
        return new RefusedYamlException(file + ":" + line(node) + ": " + what);
    }

    private static int line(Node node) {
        return node.getStartMark() == null ? 0 : node.getStartMark().getLine() + 1;
    }

    private static String kind(Node node) {
        return switch (node.getNodeId()) {
            case scalar -> node.getTag().equals(Tag.NULL) ? "nothing" : "a text";
            case sequence -> "a list";
            case mapping -> "a mapping";
            default -> "an alias";
        };
    }

    private static String listed(Set<String> words) {
        return words.stream().sorted().collect(Collectors.joining(", "));
    }
}
