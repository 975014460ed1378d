package io.jenkins.lib.releasegates.scanner.secrets.rule;

import com.google.re2j.Matcher;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds secrets in one text. An expression sees a window around each of its keywords and no more, so that neither long lines nor large files cost
 * more than their length. For one text and thread.
 */
final class TextSearch {

    /** Characters before the end of a keyword that an expression may take into account, on the same line. */
    private static final int BEFORE = 256;

    /** And after it; on several lines where the rule wants that. */
    private static final int AFTER = 8_192;

    private final List<Rule> rules;
    private final String text;
    private final String path;
    /** Asked for where a keyword stands, and once: most files have none of most rules. */
    private final @Nullable Boolean[] wanted;

    private final int[] from;
    private final int[] to;
    private final List<Match> matches = new ArrayList<>();

    private TextSearch(List<Rule> rules, String text, String path) {
        this.rules = rules;
        this.text = text;
        this.path = path;
        this.wanted = new Boolean[rules.size()];
        this.from = new int[rules.size()];
        this.to = new int[rules.size()];
    }

    static List<Match> of(List<Rule> rules, KeywordIndex keywords, String text, String path) {
        TextSearch search = new TextSearch(rules, text, path);
        keywords.search(text, search::keyword);
        for (int rule = 0; rule < rules.size(); rule++) {
            search.look(rule);
        }
        return search.winners();
    }

    /** A window that touches the one before becomes one with it, and is never measured twice. */
    private void keyword(int rule, int end) {
        Boolean known = wanted[rule];
        if (known == null) {
            known = rules.get(rule).isFor(path);
            wanted[rule] = known;
        }
        if (!known) {
            return;
        }
        boolean lines = rules.get(rule).lines();
        if (end > to[rule]) {
            int begin = begin(end, lines);
            if (begin > to[rule]) {
                look(rule);
                from[rule] = begin;
            }
        }
        to[rule] = end(Math.max(end, to[rule]), end + AFTER, lines);
    }

    private int begin(int at, boolean lines) {
        int least = Math.max(0, at - BEFORE);
        int begin = at;
        while (begin > least && (lines || text.charAt(begin - 1) != '\n')) {
            begin--;
        }
        return begin;
    }

    private int end(int at, int limit, boolean lines) {
        int most = Math.min(text.length(), limit);
        int end = at;
        while (end < most && (lines || text.charAt(end) != '\n')) {
            end++;
        }
        return end;
    }

    private void look(int number) {
        if (to[number] == 0) {
            return;
        }
        Rule rule = rules.get(number);
        Matcher matcher = rule.expression().matcher(text.substring(from[number], to[number]));
        boolean group = rule.hasGroup();
        while (matcher.find()) {
            String value = group ? matcher.group(Rule.VALUE) : matcher.group();
            if (value != null && !value.isEmpty() && rule.takes(value)) {
                int start = group ? matcher.start(Rule.VALUE) : matcher.start();
                matches.add(new Match(rule, number, from[number] + start, value));
            }
        }
    }

    /** No character belongs to two secrets. */
    private List<Match> winners() {
        TreeMap<Integer, Match> taken = new TreeMap<>();
        matches.sort((one, other) -> one.winsOver(other) ? -1 : other.winsOver(one) ? 1 : one.start() - other.start());
        for (Match match : matches) {
            Map.Entry<Integer, Match> before = taken.lowerEntry(match.end());
            if (before == null || before.getValue().end() <= match.start()) {
                taken.put(match.start(), match);
            }
        }
        Collection<Match> winners = taken.values();
        return winners.stream().sorted(Comparator.comparingInt(Match::start)).toList();
    }
}
