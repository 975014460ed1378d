package io.jenkins.lib.releasegates.approval;

import io.jenkins.lib.releasegates.policy.document.Issues;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Nobody approves their own: who had a part in what is asked about, and what isn't known of that.
 *
 * <p>Administrators are no exception; nothing here knows who is one.
 *
 * @param enforced grounds that the owner left switched on; by default {@link Ground#ALL}
 * @param unknown what the owner wants where authorship isn't known
 * @param involved who had a part, on whatever ground
 * @param doubts what isn't known, apart from addresses that {@link PersonAliases} don't know, which are found by themselves
 */
public record Exclusions(
        Set<Ground> enforced, UnknownAuthorship unknown, List<Involvement> involved, List<Doubt> doubts) {

    /** The most that is told of one request; whoever finds more says {@link Doubt.Kind#INCOMPLETE_RANGE}. */
    public static final int MAX_INVOLVED = 5_000;

    /** The longest identity or detail, in UTF-16 units. */
    public static final int MAX_TEXT = 500;

    /** Doubts and people in one sentence, before it says how many more there are. */
    private static final int MAX_SHOWN = 5;

    public Exclusions {
        enforced = enforced.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(enforced));
        involved = List.copyOf(involved);
        doubts = List.copyOf(doubts);
        if (involved.size() > MAX_INVOLVED || doubts.size() > MAX_INVOLVED) {
            throw new IllegalArgumentException("At most " + MAX_INVOLVED + " involvements, found " + involved.size()
                    + ", and as many doubts, found " + doubts.size());
        }
    }

    /** Why somebody may not answer; each is a switch of the owner's. */
    public enum Ground {
        /** Through all upstream causes and replays. */
        STARTED("started the build"),
        CHANGED("authored or committed a change since the last version that was promoted here"),
        CONFIGURED("edited the configuration of the job since the last version that was promoted here"),
        REQUESTED_WAIVER("asked for a waiver");

        /** All of them, which is the default. */
        public static final Set<Ground> ALL = Set.copyOf(EnumSet.allOf(Ground.class));

        private final String words;

        Ground(String words) {
            this.words = words;
        }

        /** Completes the sentence "alice ...". */
        public String words() {
            return words;
        }
    }

    /** What an involvement names somebody by. */
    public enum IdentityKind {
        /** An id of a user of this Jenkins. */
        ACCOUNT,
        /** An address in a commit: free text of whoever made it. */
        EMAIL
    }

    /**
     * Somebody had a part in it.
     *
     * @param identity an account or an address
     * @param detail which build, commit or waiver; may be empty
     */
    public record Involvement(Ground ground, IdentityKind kind, String identity, String detail) {

        public Involvement {
            requireShort(identity);
            requireShort(detail);
        }

        Person person(PersonAliases aliases) {
            return kind == IdentityKind.ACCOUNT ? aliases.ofAccount(identity) : aliases.ofEmail(identity);
        }

        boolean isUnmapped(PersonAliases aliases) {
            return kind == IdentityKind.EMAIL && !aliases.knowsEmail(identity);
        }

        private String words() {
            return ground.words() + (detail.isEmpty() ? "" : " (" + Issues.quoted(detail) + ")");
        }
    }

    /**
     * Something isn't known of who had a part in it.
     *
     * @param detail may be empty
     */
    public record Doubt(Kind kind, String detail) {

        public Doubt {
            requireShort(detail);
        }

        /** What isn't known, and on which ground it would have excluded somebody. */
        public enum Kind {
            INCOMPLETE_RANGE(Ground.CHANGED, "the list of changes is incomplete"),
            UNMAPPED_AUTHOR(Ground.CHANGED, "an author belongs to no known person"),
            STARTED_BY_UNKNOWN(Ground.STARTED, "it isn't known who started a build on the way"),
            REPLAYED(Ground.CHANGED, "a replay or a restart from a stage is on the way"),
            CONFIGURED_BY_UNKNOWN(Ground.CONFIGURED, "somebody unknown changed the configuration of the job");

            private final Ground ground;
            private final String words;

            Kind(Ground ground, String words) {
                this.ground = ground;
                this.words = words;
            }

            /** What isn't known, as a part of a sentence. */
            public String words() {
                return words;
            }
        }

        private String words() {
            return kind.words + (detail.isEmpty() ? "" : " (" + Issues.quoted(detail) + ")");
        }
    }

    /**
     * What happens where authorship isn't known.
     *
     * @param oneMoreOf a group without commit rights, of which one more person has to approve; empty: nobody can approve
     */
    public record UnknownAuthorship(Optional<String> oneMoreOf) {

        /** Nobody can approve, which is the default. */
        public static final UnknownAuthorship BLOCK = new UnknownAuthorship(Optional.empty());

        public UnknownAuthorship {
            if (oneMoreOf.filter(group -> !ApprovalRule.isName(group)).isPresent()) {
                throw new IllegalArgumentException("Not the name of a group: " + oneMoreOf.map(Issues::quoted));
            }
        }

        /** One more approver of this group. */
        public static UnknownAuthorship oneMoreOf(String group) {
            return new UnknownAuthorship(Optional.of(group));
        }
    }

    /** Why this person may not answer, as ends of the sentence "alice ..."; empty when nothing is known against it. */
    public List<String> reasons(Person person, PersonAliases aliases) {
        return involved.stream()
                .filter(involvement -> enforced.contains(involvement.ground()))
                .filter(involvement -> involvement.person(aliases).equals(person))
                .map(Involvement::words)
                .distinct()
                .toList();
    }

    /** What isn't known and would matter with the grounds that are enforced, in words. */
    public List<String> unknowns(PersonAliases aliases) {
        Set<String> unknowns = new LinkedHashSet<>();
        doubts.stream()
                .filter(doubt -> enforced.contains(doubt.kind().ground))
                .map(Doubt::words)
                .forEach(unknowns::add);
        involved.stream()
                .filter(involvement -> enforced.contains(involvement.ground()) && involvement.isUnmapped(aliases))
                .map(involvement -> new Doubt(Doubt.Kind.UNMAPPED_AUTHOR, involvement.identity()).words())
                .forEach(unknowns::add);
        return List.copyOf(unknowns);
    }

    /** Why nobody can approve, as a sentence; empty when somebody can. */
    public Optional<String> block(PersonAliases aliases) {
        List<String> unknowns = unknowns(aliases);
        return unknowns.isEmpty() || unknown.oneMoreOf().isPresent()
                ? Optional.empty()
                : Optional.of(
                        "Nobody can approve while it isn't known whose change this is: " + listed(unknowns) + ".");
    }

    /** The rule with one more approver, where authorship isn't known and the owner wants that. */
    ApprovalRule applied(ApprovalRule rule, PersonAliases aliases) {
        return unknown.oneMoreOf()
                .filter(group -> !unknowns(aliases).isEmpty())
                .map(group -> rule.andOneMoreOf(group))
                .orElse(rule);
    }

    /** Every group that may be asked, now or when authorship becomes unknown. */
    Set<String> groups(ApprovalRule rule) {
        Set<String> groups = new LinkedHashSet<>(rule.groups());
        unknown.oneMoreOf().ifPresent(groups::add);
        return groups;
    }

    /** The first of them, and how many more there are. */
    static String listed(List<String> words) {
        List<String> shown = new ArrayList<>(words.subList(0, Math.min(MAX_SHOWN, words.size())));
        if (words.size() > MAX_SHOWN) {
            shown.add((words.size() - MAX_SHOWN) + " more");
        }
        return shown.stream().collect(Collectors.joining("; "));
    }

    private static void requireShort(String text) {
        if (text.length() > MAX_TEXT) {
            throw new IllegalArgumentException("At most " + MAX_TEXT + " characters, found " + text.length());
        }
    }
}
