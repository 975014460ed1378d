package io.jenkins.lib.releasegates.analysis.metric;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is demanded of one label, as Prometheus understands it: a label that isn't there has the empty value, and a regular expression is of RE2 and of
 * the whole value.
 */
public final class LabelMatcher {

    private final String name;
    private final Operator operator;
    private final String value;
    private final @Nullable Pattern pattern;

    private LabelMatcher(String name, Operator operator, String value, @Nullable Pattern pattern) {
        this.name = name;
        this.operator = operator;
        this.value = value;
        this.pattern = pattern;
    }

    /** How the value is compared. */
    public enum Operator {
        EQUAL("="),
        NOT_EQUAL("!="),
        REGEX("=~"),
        NOT_REGEX("!~");

        private final String sign;

        Operator(String sign) {
            this.sign = sign;
        }

        /** As it is written. */
        String sign() {
            return sign;
        }
    }

    /**
     * One of that name.
     *
     * @throws PatternSyntaxException when the value has to be a regular expression and is none
     */
    static LabelMatcher of(String name, Operator operator, String value) {
        boolean regex = operator == Operator.REGEX || operator == Operator.NOT_REGEX;
        return new LabelMatcher(name, operator, value, regex ? Pattern.compile(value, Pattern.DOTALL) : null);
    }

    /** The label it is about. */
    public String name() {
        return name;
    }

    /** Whether these labels are as demanded. */
    public boolean matches(Map<String, String> labels) {
        String found = labels.getOrDefault(name, "");
        boolean same = pattern == null ? value.equals(found) : pattern.matches(found);
        return same == (operator == Operator.EQUAL || operator == Operator.REGEX);
    }

    /** As PromQL writes it; what the value holds ends no string. */
    @Override
    public String toString() {
        return name + operator.sign() + '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
