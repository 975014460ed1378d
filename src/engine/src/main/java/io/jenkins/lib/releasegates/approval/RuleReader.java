package io.jenkins.lib.releasegates.approval;

import io.jenkins.lib.releasegates.approval.ApprovalRule.Demand;
import io.jenkins.lib.releasegates.approval.ApprovalRule.DistinctPeople;
import io.jenkins.lib.releasegates.approval.ApprovalRule.OfGroup;
import io.jenkins.lib.releasegates.approval.ApprovalRule.OfNamed;
import io.jenkins.lib.releasegates.approval.ApprovalRule.Stage;
import io.jenkins.lib.releasegates.policy.document.Issues;
import io.jenkins.lib.releasegates.policy.document.PolicyNode.Place;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the language of {@link ApprovalRule} by recursive descent; ends at the first thing that it can't read. */
final class RuleReader {

    /** The longest rule, in code points. */
    static final int MAX_LENGTH = 4_000;

    private static final Pattern COUNT = Pattern.compile("[0-9]{1,9}");
    private static final String A_DEMAND =
            "\"<number> of group <name>\", \"<number> of <name>, <name>\" or \"<number> distinct people\"";

    private final int[] text;
    private final Issues issues;
    private final List<Demand> demands = new ArrayList<>();
    private int next;

    private RuleReader(int[] text, Issues issues) {
        this.text = text;
        this.issues = issues;
    }

    static Optional<ApprovalRule> read(String text, Issues issues) {
        int[] codePoints = text.codePoints().toArray();
        if (codePoints.length > MAX_LENGTH) {
            issues.add(place(0), "", codePoints.length + " characters", "at most " + MAX_LENGTH);
            return Optional.empty();
        }
        try {
            return Optional.of(new RuleReader(codePoints, issues).rule());
        } catch (Unreadable e) {
            issues.add(place(e.at), "", e.found, e.allowed);
            return Optional.empty();
        }
    }

    private ApprovalRule rule() throws Unreadable {
        List<Stage> stages = new ArrayList<>();
        boolean more = true;
        while (more) {
            more = stage(stages);
        }
        refuseTooFewNamed();
        return new ApprovalRule(stages);
    }

    /** Reads demands up to {@code THEN} or the end; whether there is a stage behind. */
    private boolean stage(List<Stage> stages) throws Unreadable {
        List<Demand> stage = new ArrayList<>();
        while (true) {
            Word start = word(A_DEMAND);
            if (demands.size() == ApprovalRule.MAX_DEMANDS) {
                throw new Unreadable(start, "at most " + ApprovalRule.MAX_DEMANDS + " demands");
            }
            Demand demand = demand(start);
            demands.add(demand);
            stage.add(demand);
            skipSpace();
            if (next == text.length) {
                stages.add(new Stage(stage));
                return false;
            }
            Word connector = word("AND, THEN or the end");
            if (connector.is("THEN")) {
                stages.add(new Stage(stage));
                return true;
            }
            if (!connector.is("AND")) {
                throw new Unreadable(connector, "AND, THEN or the end");
            }
        }
    }

    private Demand demand(Word number) throws Unreadable {
        int count = count(number);
        Word kind = word("of, or distinct people");
        if (kind.is("distinct")) {
            Word people = word("people");
            if (!people.is("people")) {
                throw new Unreadable(people, "people");
            }
            return new DistinctPeople(count);
        }
        if (!kind.is("of")) {
            throw new Unreadable(kind, "of, or distinct people");
        }
        Word first = word("group and its name, or the names of people");
        return first.is("group") ? new OfGroup(count, name(word("the name of a group"))) : named(number, count, first);
    }

    private OfNamed named(Word number, int count, Word first) throws Unreadable {
        List<String> names = new ArrayList<>();
        Word word = first;
        while (true) {
            String name = name(word);
            if (names.contains(name)) {
                throw new Unreadable(word.at, word.shown() + " a second time", "each person once");
            }
            if (names.size() == ApprovalRule.MAX_NAMED) {
                throw new Unreadable(word, "at most " + ApprovalRule.MAX_NAMED + " names; make a group of them");
            }
            names.add(name);
            if (!comma()) {
                break;
            }
            word = word("the name of a person");
        }
        if (names.size() < count) {
            throw new Unreadable(
                    number.at, count + " of " + names.size() + " people", "a number up to that of the people named");
        }
        return new OfNamed(count, names);
    }

    private static int count(Word word) throws Unreadable {
        String allowed = "a number from 1 to " + ApprovalRule.MAX_COUNT + ", then " + A_DEMAND;
        if (word.quoted || !COUNT.matcher(word.text).matches()) {
            throw new Unreadable(word, allowed);
        }
        int count = Integer.parseInt(word.text);
        if (count < 1 || count > ApprovalRule.MAX_COUNT) {
            throw new Unreadable(word, "a number from 1 to " + ApprovalRule.MAX_COUNT);
        }
        return count;
    }

    private static String name(Word word) throws Unreadable {
        if (word.is("AND") || word.is("THEN")) {
            throw new Unreadable(word, "a name; in quotes where it is " + word.text);
        }
        if (!ApprovalRule.isName(word.text)) {
            throw new Unreadable(word, "a name of 1 to " + ApprovalRule.MAX_NAME + " printable characters");
        }
        return word.text;
    }

    /** Each person counts once, so people who are named in several demands have to be enough for all of them. */
    private void refuseTooFewNamed() throws Unreadable {
        List<OfNamed> named = demands.stream()
                .filter(OfNamed.class::isInstance)
                .map(OfNamed.class::cast)
                .toList();
        Matching<String> seats =
                new Matching<>(named.stream().map(OfNamed::count).toList());
        Set<String> people = new HashSet<>();
        named.forEach(demand -> people.addAll(demand.accounts()));
        for (String person : people) {
            List<Integer> fits = new ArrayList<>();
            for (int i = 0; i < named.size(); i++) {
                if (named.get(i).accounts().contains(person)) {
                    fits.add(i);
                }
            }
            seats.add(person, fits);
        }
        if (seats.free() > 0) {
            throw new Unreadable(
                    0,
                    "a rule that nobody can fulfil: each person counts for one demand, and the " + people.size()
                            + " who are named are " + seats.free() + " too few",
                    "demands that different people can meet");
        }
    }

    private boolean comma() {
        skipSpace();
        boolean there = next < text.length && text[next] == ',';
        next += there ? 1 : 0;
        return there;
    }

    private Word word(String allowed) throws Unreadable {
        skipSpace();
        if (next == text.length) {
            throw new Unreadable(next, "the end", allowed);
        }
        if (text[next] == ',') {
            throw new Unreadable(next, "\",\"", allowed);
        }
        return text[next] == '"' ? quotedWord() : plainWord();
    }

    private Word plainWord() {
        int start = next;
        while (next < text.length && !isSpace(text[next]) && text[next] != ',' && text[next] != '"') {
            next++;
        }
        return new Word(new String(text, start, next - start), start, false);
    }

    private Word quotedWord() throws Unreadable {
        int start = next++;
        StringBuilder name = new StringBuilder();
        while (next < text.length && text[next] != '"') {
            next += text[next] == '\\' ? 1 : 0;
            if (next < text.length) {
                name.appendCodePoint(text[next++]);
            }
        }
        if (next == text.length) {
            throw new Unreadable(start, "a quote that isn't closed", "\"<name>\"");
        }
        next++;
        return new Word(name.toString(), start, true);
    }

    private void skipSpace() {
        while (next < text.length && isSpace(text[next])) {
            next++;
        }
    }

    private static boolean isSpace(int codePoint) {
        return codePoint == ' ' || codePoint == '\t' || codePoint == '\n' || codePoint == '\r';
    }

    private static Place place(int index) {
        return new Place(1, index + 1, index);
    }

    /** A word or quoted name with the index of its first code point. */
    private record Word(String text, int at, boolean quoted) {

        boolean is(String keyword) {
            return !quoted && text.equals(keyword);
        }

        String shown() {
            return Issues.quoted(text);
        }
    }

    private static final class Unreadable extends Exception {

        private static final long serialVersionUID = 1;

        private final int at;
        private final String found;
        private final String allowed;

        Unreadable(Word word, String allowed) {
            this(word.at, word.shown(), allowed);
        }

        Unreadable(int at, String found, String allowed) {
            super(found, null, false, false);
            this.at = at;
            this.found = found;
            this.allowed = allowed;
        }
    }
}
