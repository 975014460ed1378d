package io.jenkins.lib.releasegates.approval;

import io.jenkins.lib.releasegates.policy.document.Issues;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** All rules of few demands, but for those that differ only in the names of groups or the order around AND. */
final class SmallRules {

    private SmallRules() {}

    /** All rules of up to so many of these demands, each once, that somebody could fulfil. */
    static List<String> upTo(int max, List<String> demands) {
        Set<String> rules = new LinkedHashSet<>();
        List<String> longer = List.of("");
        for (int i = 0; i < max; i++) {
            longer = extended(longer, demands);
            rules.addAll(longer);
        }
        return rules.stream()
                .filter(rule -> rule.equals(canonical(rule)))
                .filter(rule -> ApprovalRule.read(rule, new Issues("rule")).isPresent())
                .toList();
    }

    private static List<String> extended(List<String> rules, List<String> demands) {
        List<String> extended = new ArrayList<>();
        for (String rule : rules) {
            for (String demand : demands) {
                if (rule.isEmpty()) {
                    extended.add(demand);
                } else {
                    extended.add(rule + " AND " + demand);
                    extended.add(rule + " THEN " + demand);
                }
            }
        }
        return extended;
    }

    /** The least, by name, of all that mean the same. */
    private static String canonical(String rule) {
        TreeSet<String> same = new TreeSet<>();
        for (String order : List.of("abc", "acb", "bac", "bca", "cab", "cba")) {
            List<String> stages = new ArrayList<>();
            for (String stage : renamed(rule, order).split(" THEN ")) {
                stages.add(String.join(
                        " AND ", List.of(stage.split(" AND ")).stream().sorted().toList()));
            }
            same.add(String.join(" THEN ", stages));
        }
        return same.first();
    }

    private static String renamed(String rule, String order) {
        String renamed = rule;
        for (int i = 0; i < order.length(); i++) {
            renamed = renamed.replace("group " + "abc".charAt(i), "group #" + order.charAt(i));
        }
        return renamed.replace("#", "");
    }
}
