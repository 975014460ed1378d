package io.jenkins.lib.releasegates.scanner.secrets.rule;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * All keywords of all rules, found in one pass over a text without regard to the case of ASCII letters: A. V. Aho and M. J. Corasick, Efficient
 * String Matching (1975), as a full table. Immutable.
 */
final class KeywordIndex {

    private static final int ASCII = 128;
    private static final int[] NONE = {};

    private final byte[] classOf = new byte[ASCII];
    private final int classes;
    /** Next state by state and class of character; a state is its number times {@link #classes}. Negative where it ends a keyword. */
    private final int[] next;
    /** The numbers of the rules whose keywords end in a state. */
    private final int[][] rules;

    /** Told of each place at which a keyword ends. */
    interface Hits {

        /**
         * A keyword of a rule ends here.
         *
         * @param end of its last character, exclusive
         */
        void at(int rule, int end);
    }

    KeywordIndex(List<Rule> all) {
        classes = classes(all);
        List<int[]> states = new ArrayList<>();
        List<Set<Integer>> ends = new ArrayList<>();
        add(states, ends);
        for (int rule = 0; rule < all.size(); rule++) {
            for (String keyword : all.get(rule).keywords()) {
                int state = 0;
                for (int i = 0; i < keyword.length(); i++) {
                    int[] row = states.get(state);
                    int c = classOf[keyword.charAt(i)];
                    if (row[c] == 0) {
                        row[c] = states.size();
                        add(states, ends);
                    }
                    state = row[c];
                }
                ends.get(state).add(rule);
            }
        }
        complete(states, ends);
        rules = new int[states.size()][];
        next = new int[states.size() * classes];
        for (int state = 0; state < states.size(); state++) {
            rules[state] = ends.get(state).stream().mapToInt(Integer::intValue).toArray();
            for (int c = 0; c < classes; c++) {
                int target = states.get(state)[c];
                next[state * classes + c] = ends.get(target).isEmpty() ? target * classes : -target * classes;
            }
        }
    }

    void search(String text, Hits hits) {
        int length = text.length();
        int state = 0;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            state = next[state + (c < ASCII ? classOf[c] : 0)];
            if (state < 0) {
                state = -state;
                for (int rule : rules[state / classes]) {
                    hits.at(rule, i + 1);
                }
            }
        }
    }

    /** Characters that are in no keyword are one class, 0; a letter is the same in both cases. */
    private int classes(List<Rule> all) {
        int count = 1;
        for (Rule rule : all) {
            String letters = String.join("", rule.keywords());
            for (int i = 0; i < letters.length(); i++) {
                char c = letters.charAt(i);
                if (classOf[c] == 0) {
                    classOf[c] = (byte) count;
                    classOf[Character.toUpperCase(c)] = (byte) count;
                    count++;
                }
            }
        }
        return count;
    }

    private void add(List<int[]> states, List<Set<Integer>> ends) {
        states.add(Arrays.copyOf(NONE, classes));
        ends.add(new TreeSet<>());
    }

    /** From a tree to an automaton: where a state has no way on, the way of its longest suffix that is a state. */
    private void complete(List<int[]> states, List<Set<Integer>> ends) {
        int[] suffix = new int[states.size()];
        Deque<Integer> open = new ArrayDeque<>();
        for (int child : states.get(0)) {
            if (child != 0) {
                open.add(child);
            }
        }
        while (!open.isEmpty()) {
            int state = open.remove();
            int[] row = states.get(state);
            int[] other = states.get(suffix[state]);
            ends.get(state).addAll(ends.get(suffix[state]));
            for (int c = 0; c < classes; c++) {
                if (row[c] == 0) {
                    row[c] = other[c];
                } else {
                    suffix[row[c]] = other[c];
                    open.add(row[c]);
                }
            }
        }
    }
}
