package io.jenkins.lib.releasegates.approval;

import io.jenkins.lib.releasegates.approval.NaiveCount.Voice;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Somebody comes to approve, behind others: what is known of people then, and who may come next.
 *
 * @param account k0 for who comes first, k1 for the second one
 * @param voice their person is called by their first account
 * @param next everybody who may come behind, if any more do
 */
record Comers(String account, Voice voice, PersonAliases aliases, Membership membership, List<Comers> next) {

    /** The most that come. */
    static final int MOST = 4;

    /** All groups there are. */
    static final Set<String> ALL = Set.of("a", "b", "c");

    private static final List<Set<String>> MEMBERSHIPS = List.of(
            Set.of(), Set.of("a"), Set.of("b"), Set.of("c"), Set.of("a", "b"), Set.of("a", "c"), Set.of("b", "c"), ALL);

    /** Everybody who may come behind those: in whatever groups; the author of change x0 or x1 or so; another account of who came first. */
    static List<Comers> behind(List<Comers> before) {
        int next = before.size();
        if (next == MOST) {
            return List.of();
        }
        List<Voice> voices = new ArrayList<>();
        MEMBERSHIPS.forEach(groups -> voices.add(new Voice("k" + next, groups, false)));
        voices.add(new Voice("k" + next, ALL, true));
        if (next > 0) {
            voices.add(new Voice("k0", ALL, before.get(0).voice.involved()));
        }
        return voices.stream().map(voice -> of(voice, before)).toList();
    }

    private static Comers of(Voice voice, List<Comers> before) {
        String account = "k" + before.size();
        Map<String, Voice> voices = new HashMap<>();
        before.forEach(comer -> voices.put(comer.account, comer.voice));
        voices.put(account, voice);
        Membership membership = (asked, group) ->
                voices.containsKey(asked) && voices.get(asked).groups().contains(group);
        List<Comers> next = new ArrayList<>();
        Comers comer = new Comers(account, voice, aliases(voices), membership, next);
        List<Comers> came = new ArrayList<>(before);
        came.add(comer);
        next.addAll(behind(came));
        return comer;
    }

    /** Whoever isn't the author has nothing to do with the address of a change, which is somebody else's then. */
    private static PersonAliases aliases(Map<String, Voice> voices) {
        List<PersonAliases.Row> rows = new ArrayList<>();
        for (int i = 0; i < MOST; i++) {
            Voice voice = voices.get("k" + i);
            boolean author = voice != null && voice.involved() && voice.person().equals("k" + i);
            rows.add(new PersonAliases.Row(
                    author ? "k" + i : "somebody" + i, Set.of(), Set.of("X" + i + "@Example.org")));
        }
        voices.forEach((account, voice) -> rows.add(new PersonAliases.Row(voice.person(), Set.of(account), Set.of())));
        return PersonAliases.of(rows, account -> account);
    }
}
