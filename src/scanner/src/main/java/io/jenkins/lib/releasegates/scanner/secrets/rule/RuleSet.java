package io.jenkins.lib.releasegates.scanner.secrets.rule;

import io.jenkins.lib.releasegates.scanner.secrets.yaml.RefusedYamlException;
import io.jenkins.lib.releasegates.scanner.secrets.yaml.YamlMembers;
import io.jenkins.lib.releasegates.scanner.tree.FileDigest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** All rules that a scan goes by. Immutable and thread-safe. */
public final class RuleSet {

    private static final String BUILT_IN = "rules/secrets.yaml";

    private final List<Rule> rules;
    private final KeywordIndex keywords;
    private final String digest;

    RuleSet(List<Rule> rules, String digest) {
        this.rules = List.copyOf(rules);
        this.keywords = new KeywordIndex(rules);
        this.digest = digest;
    }

    /** The rules that the worker brings along. */
    public static RuleSet builtIn() {
        return new RuleSet(rules(builtInEntries()), FileDigest.of(builtInBytes()));
    }

    /**
     * The same, and those of a file. Its examples are tried, so that none of its rules is in vain.
     *
     * @throws RefusedYamlException when it isn't valid, with file, line, found and allowed
     */
    public static RuleSet builtInAnd(Path file) throws RefusedYamlException {
        List<Rule> rules = new ArrayList<>(rules(builtInEntries()));
        Set<String> ids = rules.stream().map(Rule::id).collect(Collectors.toSet());
        byte[] bytes = YamlMembers.bytes(file);
        for (RuleFile.Entry entry : RuleFile.read(file.toString(), bytes, ids)) {
            check(file, entry);
            rules.add(entry.rule());
        }
        String both = FileDigest.of(builtInBytes()) + "\n" + FileDigest.of(bytes);
        return new RuleSet(rules, FileDigest.of(both.getBytes(StandardCharsets.US_ASCII)));
    }

    /** How many there are. */
    public int count() {
        return rules.size();
    }

    /** Over all that they say, examples included. */
    public String digest() {
        return digest;
    }

    /**
     * What a text holds, by place; no character belongs to two secrets.
     *
     * @param path of the file that it is from, for rules that are for some files only
     */
    public List<Match> search(String text, String path) {
        return TextSearch.of(rules, keywords, text, path);
    }

    static List<RuleFile.Entry> builtInEntries() {
        try {
            return RuleFile.read(BUILT_IN, builtInBytes(), Set.of());
        } catch (RefusedYamlException e) {
            throw new IllegalStateException("The rules of this bundle are broken", e);
        }
    }

    private static List<Rule> rules(List<RuleFile.Entry> entries) {
        return entries.stream().map(RuleFile.Entry::rule).toList();
    }

    private static byte[] builtInBytes() {
        try (InputStream in = Objects.requireNonNull(RuleSet.class.getResourceAsStream(BUILT_IN))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("The rules of this bundle can't be read", e);
        }
    }

    /** An example may be a real secret: it is counted, not shown. */
    private static void check(Path file, RuleFile.Entry entry) throws RefusedYamlException {
        check(file, entry, "finds", entry.finds(), true);
        check(file, entry, "passes", entry.passes(), false);
    }

    private static void check(Path file, RuleFile.Entry entry, String member, List<String> examples, boolean found)
            throws RefusedYamlException {
        Rule rule = entry.rule();
        KeywordIndex keywords = new KeywordIndex(List.of(rule));
        for (int i = 0; i < examples.size(); i++) {
            Rule everywhere = rule.everywhere();
            if (TextSearch.of(List.of(everywhere), keywords, examples.get(i), "")
                            .isEmpty()
                    == found) {
                throw new RefusedYamlException(
                        file + ":" + entry.line() + ": " + member + "[" + i + "]: found an example in which "
                                + rule.id() + (found ? " finds nothing" : " finds something")
                                + ", allowed: one in which it finds "
                                + (found ? "something" : "nothing"));
            }
        }
    }
}
