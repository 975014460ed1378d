package io.jenkins.lib.releasegates.scanner.secrets.rule;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.jenkins.lib.releasegates.scanner.result.Severity;
import io.jenkins.lib.releasegates.scanner.secrets.yaml.RefusedYamlException;
import io.jenkins.lib.releasegates.scanner.secrets.yaml.YamlMembers;
import io.jenkins.lib.releasegates.scanner.tree.PathPatterns;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Rules from a file. The format is docs/formats/secret-rules.md. */
final class RuleFile {

    /** Between the parts of an example, so that a file of rules holds nothing that looks like a secret. */
    private static final String JOINT = "<+>";

    private static final Set<String> MEMBERS = Set.of(
            "id",
            "what",
            "severity",
            "source",
            "keywords",
            "expression",
            "check",
            "entropy",
            "paths",
            "generic",
            "lines",
            "finds",
            "passes");

    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{2,63}");
    private static final Pattern KEYWORD = Pattern.compile("[!-@\\[-`a-z{-~ ]{3,40}");
    private static final int MAX_RULES = 2_000;
    private static final int MAX_EXPRESSION = 2_000;
    private static final int MAX_ENTROPY = 8;
    private static final Boolean[] FLAGS = {true, false};

    private RuleFile() {}

    /**
     * A rule with its examples.
     *
     * @param line where it begins in its file
     * @param finds texts in which it finds something
     * @param passes texts in which it finds nothing
     */
    record Entry(Rule rule, int line, List<String> finds, List<String> passes) {

        Entry {
            finds = List.copyOf(finds);
            passes = List.copyOf(passes);
        }
    }

    /**
     * The rules of a file, in its order.
     *
     * @param taken ids that it may not use
     */
    static List<Entry> read(String name, byte[] bytes, Set<String> taken) throws RefusedYamlException {
        YamlMembers file = YamlMembers.of(name, bytes, Set.of("version", "rules"));
        if (!file.text("version").equals("1")) {
            throw file.refused("version", YamlMembers.shown(file.text("version")), "1");
        }
        List<YamlMembers> rules = file.mappings("rules", MEMBERS);
        if (rules.isEmpty() || rules.size() > MAX_RULES) {
            throw file.refused("rules", rules.size() + " rules", "1 to " + MAX_RULES);
        }
        Set<String> ids = new HashSet<>(taken);
        List<Entry> entries = new ArrayList<>();
        for (YamlMembers rule : rules) {
            entries.add(entry(rule));
            if (!ids.add(rule.text("id"))) {
                throw rule.refused("id", YamlMembers.shown(rule.text("id")) + " again", "an id that no other rule has");
            }
        }
        return entries;
    }

    private static Entry entry(YamlMembers rule) throws RefusedYamlException {
        return new Entry(
                new Rule(
                        matching(rule, "id", ID, "small letters, digits and hyphens, 3 to 64"),
                        rule.text("what"),
                        rule.word("severity", Severity.values(), Severity::name),
                        source(rule),
                        keywords(rule),
                        expression(rule),
                        rule.has("check") ? rule.word("check", Check.values(), Check::word) : Check.NONE,
                        entropy(rule),
                        rule.has("paths")
                                ? Optional.of(new PathPatterns(rule.texts("paths"), List.of()))
                                : Optional.empty(),
                        flag(rule, "generic"),
                        flag(rule, "lines")),
                rule.line(),
                examples(rule, "finds"),
                examples(rule, "passes"));
    }

    private static String source(YamlMembers rule) throws RefusedYamlException {
        String source = rule.text("source");
        if (!source.startsWith("https://")) {
            throw rule.refused("source", YamlMembers.shown(source), "an address with https that describes the form");
        }
        return source;
    }

    private static List<String> keywords(YamlMembers rule) throws RefusedYamlException {
        List<String> keywords = rule.texts("keywords");
        for (String keyword : keywords) {
            if (!KEYWORD.matches(keyword)) {
                throw rule.refused(
                        "keywords", YamlMembers.shown(keyword), "3 to 40 characters of ASCII without capitals");
            }
        }
        if (keywords.isEmpty()) {
            throw rule.refused("keywords", "none", "at least one that stands in every secret of the kind");
        }
        return keywords;
    }

    private static Pattern expression(YamlMembers rule) throws RefusedYamlException {
        String text = rule.text("expression");
        try {
            Pattern expression = Pattern.compile(text);
            if (text.length() <= MAX_EXPRESSION && !expression.matcher("").find()) {
                return expression;
            }
        } catch (PatternSyntaxException | StackOverflowError e) {
            // Said below.
        }
        throw rule.refused(
                "expression",
                YamlMembers.shown(text),
                "an expression of RE2 of at most " + MAX_EXPRESSION + " characters that doesn't match the empty text");
    }

    private static double entropy(YamlMembers rule) throws RefusedYamlException {
        if (!rule.has("entropy")) {
            return 0;
        }
        String text = rule.text("entropy");
        try {
            double entropy = Double.parseDouble(text);
            if (entropy >= 0 && entropy <= MAX_ENTROPY) {
                return entropy;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw rule.refused("entropy", YamlMembers.shown(text), "bits per character, 0 to " + MAX_ENTROPY);
    }

    private static boolean flag(YamlMembers rule, String name) throws RefusedYamlException {
        return rule.has(name) && rule.word(name, FLAGS, String::valueOf);
    }

    private static List<String> examples(YamlMembers rule, String name) throws RefusedYamlException {
        List<String> examples =
                rule.texts(name).stream().map(text -> text.replace(JOINT, "")).toList();
        if (examples.isEmpty()) {
            throw rule.refused(name, "none", "at least one example");
        }
        return examples;
    }

    private static String matching(YamlMembers rule, String name, Pattern form, String allowed)
            throws RefusedYamlException {
        String text = rule.text(name);
        if (!form.matches(text)) {
            throw rule.refused(name, YamlMembers.shown(text), allowed);
        }
        return text;
    }
}
