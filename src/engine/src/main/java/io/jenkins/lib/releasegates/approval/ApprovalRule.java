package io.jenkins.lib.releasegates.approval;

import io.jenkins.lib.releasegates.policy.document.Issues;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Who has to approve: {@code 1 of group sre AND 1 of group security AND 2 distinct people}, or in order with {@code THEN}.
 *
 * <p>Each person is counted for at most one "N of", chosen so that as much as possible is fulfilled. "N distinct people" counts all who approved, in
 * its stage and those before it, whatever else they are counted for. The language: docs/formats/approval.md. A rule with nobody in it can't exist.
 *
 * @param stages one after the other; what {@code THEN} separates
 */
public record ApprovalRule(List<Stage> stages) {

    /** The most that one demand may ask for. */
    public static final int MAX_COUNT = 100;

    /** The most demands of one rule. */
    public static final int MAX_DEMANDS = 20;

    /** The most people that one demand may name. */
    public static final int MAX_NAMED = 50;

    /** The longest name of a person or group, in characters. */
    public static final int MAX_NAME = 200;

    /** What needs no quotes: no space, comma, quote or backslash, and nothing that the language says itself. */
    private static final Pattern PLAIN = Pattern.compile("(?!(?:AND|THEN|group|distinct)$)[^\\s,\"\\\\]+");

    public ApprovalRule {
        stages = List.copyOf(stages);
        if (stages.isEmpty()) {
            throw new IllegalArgumentException("A rule asks somebody, found no stage");
        }
    }

    /**
     * Reads the language of one line.
     *
     * @param issues gets at least one, with column (line 1), found and allowed, when nothing is returned
     */
    public static Optional<ApprovalRule> read(String text, Issues issues) {
        return RuleReader.read(text, issues);
    }

    /** The rule in its own language; reading it gives an equal rule. */
    public String words() {
        return stages.stream().map(Stage::words).collect(Collectors.joining(" THEN "));
    }

    /** The groups that are asked. */
    public Set<String> groups() {
        Set<String> groups = new LinkedHashSet<>();
        for (Stage stage : stages) {
            for (Demand demand : stage.demands()) {
                if (demand instanceof OfGroup asked) {
                    groups.add(asked.group());
                }
            }
        }
        return groups;
    }

    /** This rule with one more person, of that group, in its last stage; who is counted there beside others makes one more of them, too. */
    ApprovalRule andOneMoreOf(String group) {
        List<Stage> more = new ArrayList<>(stages);
        List<Demand> last = new ArrayList<>();
        for (Demand demand : more.remove(more.size() - 1).demands()) {
            last.add(
                    demand instanceof DistinctPeople people
                            ? new DistinctPeople(Math.min(MAX_COUNT, people.count() + 1))
                            : demand);
        }
        last.add(new OfGroup(1, group));
        more.add(new Stage(last));
        return new ApprovalRule(more);
    }

    @Override
    public String toString() {
        return words();
    }

    /**
     * Demands that are open together.
     *
     * @param demands at least one, all of which have to be met
     */
    public record Stage(List<Demand> demands) {

        public Stage {
            demands = List.copyOf(demands);
            if (demands.isEmpty()) {
                throw new IllegalArgumentException("A stage asks somebody, found no demand");
            }
        }

        String words() {
            return demands.stream().map(Demand::words).collect(Collectors.joining(" AND "));
        }
    }

    /** So many people of some kind. */
    public sealed interface Demand {

        /** How many, from 1 to {@value ApprovalRule#MAX_COUNT}. */
        int count();

        /** Who, as it stands behind the count. */
        String whom();

        /** The demand in the language of rules. */
        default String words() {
            return count() + " " + whom();
        }
    }

    /** {@code 2 of group sre}. */
    public record OfGroup(int count, String group) implements Demand {

        public OfGroup {
            requireCount(count);
            requireName(group);
        }

        @Override
        public String whom() {
            return "of group " + written(group);
        }
    }

    /**
     * {@code 1 of alice, bob}.
     *
     * @param accounts as many as are asked for, or more; each once
     */
    public record OfNamed(int count, List<String> accounts) implements Demand {

        public OfNamed {
            requireCount(count);
            accounts = List.copyOf(accounts);
            accounts.forEach(ApprovalRule::requireName);
            if (Set.copyOf(accounts).size() != accounts.size() || accounts.size() < count) {
                throw new IllegalArgumentException(count + " of " + accounts + " can't be met by different people");
            }
        }

        @Override
        public String whom() {
            return "of " + accounts.stream().map(ApprovalRule::written).collect(Collectors.joining(", "));
        }
    }

    /** {@code 2 distinct people}: any two who may answer. */
    public record DistinctPeople(int count) implements Demand {

        public DistinctPeople {
            requireCount(count);
        }

        @Override
        public String whom() {
            return "distinct people";
        }
    }

    /** A name as it stands in a rule, in quotes where it needs them. */
    static String written(String name) {
        return PLAIN.matcher(name).matches()
                ? name
                : "\"" + name.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    /** Whether a group or account can be called so: 1 to {@value #MAX_NAME} characters, not blank, nothing that steers a terminal. */
    static boolean isName(String name) {
        return !name.isBlank() && name.length() <= MAX_NAME && name.codePoints().noneMatch(ApprovalRule::steers);
    }

    private static boolean steers(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    private static void requireName(String name) {
        if (!isName(name)) {
            throw new IllegalArgumentException("Not the name of a person or group: " + Issues.quoted(name));
        }
    }

    private static void requireCount(int count) {
        if (count < 1 || count > MAX_COUNT) {
            throw new IllegalArgumentException("A demand asks for 1 to " + MAX_COUNT + " people, found " + count);
        }
    }
}
