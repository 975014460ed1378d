package io.jenkins.lib.releasegates.approval;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Counts approvals as one would explain it, by trying everything; shares nothing with what it judges but the words of the rule, which it takes apart by
 * itself.
 */
final class NaiveCount {

    /** A demand: so many, of a group, of some named accounts, or of anybody. */
    record Wanted(int count, String group, Set<String> named) {

        static Wanted of(String words) {
            String[] parts = words.split(" ", 3);
            int count = Integer.parseInt(parts[0]);
            if (parts[1].equals("distinct")) {
                return new Wanted(count, "", Set.of());
            }
            return parts[2].startsWith("group ")
                    ? new Wanted(count, parts[2].substring(6), Set.of())
                    : new Wanted(count, "", Set.of(parts[2].split(", ")));
        }

        boolean isOfAnybody() {
            return group.isEmpty() && named.isEmpty();
        }

        boolean isFitting(Voice voice) {
            return voice.groups.contains(group) || named.contains(voice.person);
        }
    }

    /** An approval: who, by their first account, in which groups both then and now, and whether they had a part in it. */
    record Voice(String person, Set<String> groups, boolean involved) {}

    private final List<List<Wanted>> stages = new ArrayList<>();
    private final List<Voice> heard = new ArrayList<>();
    private final List<Voice> heardInStage = new ArrayList<>();
    private int stage;

    NaiveCount(String rule) {
        for (String words : rule.split(" THEN ")) {
            List<Wanted> wanted = new ArrayList<>();
            for (String demand : words.split(" AND ")) {
                wanted.add(Wanted.of(demand));
            }
            stages.add(wanted);
        }
    }

    private NaiveCount(NaiveCount other) {
        stages.addAll(other.stages);
        heard.addAll(other.heard);
        heardInStage.addAll(other.heardInStage);
        stage = other.stage;
    }

    NaiveCount copy() {
        return new NaiveCount(this);
    }

    boolean isMet() {
        return stage == stages.size();
    }

    boolean hasHeard(String person) {
        return heard.stream().anyMatch(voice -> voice.person.equals(person));
    }

    /** Whether an approval by this voice would count now. */
    boolean isWanted(Voice voice) {
        return !isMet() && !voice.involved && isAsked(stages.get(stage), voice);
    }

    /** Whether this voice is asked at all. */
    boolean isAskedEver(Voice voice) {
        return !voice.involved && stages.stream().anyMatch(wanted -> isAsked(wanted, voice));
    }

    void hear(Voice voice) {
        if (!isWanted(voice)) {
            return;
        }
        heard.add(voice);
        heardInStage.add(voice);
        while (!isMet() && canBeMet(stages.get(stage))) {
            stage++;
            heardInStage.clear();
        }
    }

    private static boolean isAsked(List<Wanted> wanted, Voice voice) {
        return wanted.stream().anyMatch(demand -> demand.isOfAnybody() || demand.isFitting(voice));
    }

    private boolean canBeMet(List<Wanted> wanted) {
        Set<String> people = new HashSet<>();
        heard.forEach(voice -> people.add(voice.person));
        return wanted.stream().filter(Wanted::isOfAnybody).allMatch(demand -> demand.count <= people.size())
                && isAssignable(wanted, new int[wanted.size()], 0);
    }

    /** Tries for each voice from this one on every demand that it fits, and none. */
    private boolean isAssignable(List<Wanted> wanted, int[] taken, int voice) {
        if (voice == heardInStage.size()) {
            for (int i = 0; i < wanted.size(); i++) {
                if (!wanted.get(i).isOfAnybody() && taken[i] < wanted.get(i).count) {
                    return false;
                }
            }
            return true;
        }
        for (int i = 0; i < wanted.size(); i++) {
            if (wanted.get(i).isFitting(heardInStage.get(voice))) {
                taken[i]++;
                boolean found = isAssignable(wanted, taken, voice + 1);
                taken[i]--;
                if (found) {
                    return true;
                }
            }
        }
        return isAssignable(wanted, taken, voice + 1);
    }

    @Override
    public String toString() {
        return stages + ", heard " + heard + ", in stage " + stage + " " + heardInStage;
    }
}
