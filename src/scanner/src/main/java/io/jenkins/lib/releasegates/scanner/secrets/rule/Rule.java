package io.jenkins.lib.releasegates.scanner.secrets.rule;

import com.google.re2j.Pattern;
import io.jenkins.lib.releasegates.scanner.result.Severity;
import io.jenkins.lib.releasegates.scanner.tree.PathPatterns;
import java.util.List;
import java.util.Optional;

/**
 * What one kind of secret looks like.
 *
 * @param what a word or two for people
 * @param source where its form is described
 * @param keywords in small letters; where none of them stands, in whatever case, the expression isn't tried
 * @param expression its group {@code value}, or all of it where it has none, is the secret
 * @param entropy bits per character that a value has at least
 * @param paths files that it is for; empty means all
 * @param generic it yields to every other rule that finds the same characters
 * @param lines the expression may go over several lines
 */
public record Rule(
        String id,
        String what,
        Severity severity,
        String source,
        List<String> keywords,
        Pattern expression,
        Check check,
        double entropy,
        Optional<PathPatterns> paths,
        boolean generic,
        boolean lines) {

    /** The group of an expression that is the secret. */
    static final String VALUE = "value";

    public Rule {
        keywords = List.copyOf(keywords);
    }

    /** The same for files of every name. */
    Rule everywhere() {
        return new Rule(
                id, what, severity, source, keywords, expression, check, entropy, Optional.empty(), generic, lines);
    }

    boolean isFor(String path) {
        return paths.isEmpty() || paths.get().cover(path);
    }

    boolean hasGroup() {
        return expression.namedGroups().containsKey(VALUE);
    }

    /** Whether characters of the right form are a secret, and not an example, a reference to one, or chance. */
    boolean takes(String value) {
        return !Placeholders.isOne(value) && Entropy.of(value) >= entropy && check.holds(value);
    }
}
