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
 * @param authors what the owner takes for known
 * @param involved who had a part, on whatever ground
 * @param doubts what isn't known, apart from addresses that {@link PersonAliases} don't know, which are found by themselves
 */
public record Exclusions(
        Set<Ground> enforced,
        UnknownAuthorship unknown,
        AuthorProof authors,
        List<Involvement> involved,
        List<Doubt> doubts) {

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

    /** Those where what commits say of their authors is taken for known. */
    public Exclusions(Set<Ground> enforced, UnknownAuthorship unknown, List<Involvement> involved, List<Doubt> doubts) {
        this(enforced, unknown, AuthorProof.CLAIMED, involved, doubts);
    }

    /** By the same rules of the owner, with what is known now. */
    public Exclusions with(List<Involvement> nowInvolved, List<Doubt> nowDoubts) {
        return new Exclusions(enforced, unknown, authors, nowInvolved, nowDoubts);
    }

    /** When an author or committer counts as known. */
    public enum AuthorProof {
        /** By what the commit says, which whoever made it may have written freely. */
        CLAIMED,
        /** By a signature of that same person alone. */
        VERIFIED
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
     * @param signed how that commit was signed, where its signature is good and by a key that the owner trusts
     */
    public record Involvement(
            Ground ground, IdentityKind kind, String identity, String detail, Optional<Signed> signed) {

        public Involvement {
            requireShort(identity);
            requireShort(detail);
        }

        /** One that no signature tells of. */
        public Involvement(Ground ground, IdentityKind kind, String identity, String detail) {
            this(ground, kind, identity, detail, Optional.empty());
        }

        /** Whether this very person has committed it, and signed it by their own key. */
        public boolean isVerified(PersonAliases aliases) {
            return signed.isPresent()
                    && !isUnmapped(aliases)
                    && signed.get()
                            .signer(aliases)
                            .filter(person(aliases)::equals)
                            .isPresent();
        }

        /** Whether it is somebody of whom only a commit tells. */
        boolean isAuthor() {
            return ground == Ground.CHANGED && kind == IdentityKind.EMAIL;
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
     * A good signature of a commit.
     *
     * @param principals addresses and accounts of the key's owner, as the owner of the environment wrote them
     * @param committer the address that the commit names as its committer's
     */
    public record Signed(List<String> principals, String committer) {

        public Signed {
            principals = List.copyOf(principals);
            principals.forEach(Exclusions::requireShort);
            requireShort(committer);
        }

        /** Who has signed; nobody in particular unless all names of the key, and the committer, are one person of the table. */
        Optional<Person> signer(PersonAliases aliases) {
            if (committer.isBlank()) {
                return Optional.empty();
            }
            Set<Person> people = new LinkedHashSet<>();
            for (String name : principals) {
                if (name.contains("@") && !aliases.knowsEmail(name)) {
                    return Optional.empty();
                }
                people.add(name.contains("@") ? aliases.ofEmail(name) : aliases.ofAccount(name));
            }
            // Where nobody but the signer is told of, the committer is an account, too.
            people.add(committer.contains("@") ? aliases.ofEmail(committer) : aliases.ofAccount(committer));
            return people.size() == 1 ? Optional.of(people.iterator().next()) : Optional.empty();
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
            /** Matters where the owner wants that alone. */
            UNVERIFIED_AUTHOR(Ground.CHANGED, "no signature of an author or committer shows who it was"),
            /** The same. */
            UNCHECKED_SIGNATURES(Ground.CHANGED, "the signatures of commits could not be looked at"),
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

    /** All who are known to have had a part in it, on the grounds that are enforced. */
    public Set<Person> people(PersonAliases aliases) {
        return involved.stream()
                .filter(involvement -> enforced.contains(involvement.ground()))
                .map(involvement -> involvement.person(aliases))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** What isn't known and would matter with the grounds that are enforced, in words. */
    public List<String> unknowns(PersonAliases aliases) {
        Set<String> unknowns = new LinkedHashSet<>();
        doubts.stream()
                .filter(doubt -> enforced.contains(doubt.kind().ground))
                .filter(doubt -> authors == AuthorProof.VERIFIED || doubt.kind() != Doubt.Kind.UNCHECKED_SIGNATURES)
                .map(Doubt::words)
                .forEach(unknowns::add);
        involved.stream()
                .filter(involvement -> enforced.contains(involvement.ground()) && involvement.isUnmapped(aliases))
                .map(involvement -> new Doubt(Doubt.Kind.UNMAPPED_AUTHOR, involvement.identity()).words())
                .forEach(unknowns::add);
        if (authors == AuthorProof.VERIFIED && enforced.contains(Ground.CHANGED)) {
            involved.stream()
                    .filter(involvement -> involvement.isAuthor()
                            && !involvement.isUnmapped(aliases)
                            && !involvement.isVerified(aliases))
                    .map(Exclusions::unverified)
                    .forEach(unknowns::add);
        }
        return List.copyOf(unknowns);
    }

    private static String unverified(Involvement involvement) {
        return new Doubt(Doubt.Kind.UNVERIFIED_AUTHOR, involvement.identity()).words()
                + (involvement.detail().isEmpty() ? "" : " in " + Issues.quoted(involvement.detail()));
    }

    /** Why signatures of commits couldn't be looked at, whether that matters or not; empty where they were. */
    public Optional<String> unchecked() {
        return doubts.stream()
                .filter(doubt -> doubt.kind() == Doubt.Kind.UNCHECKED_SIGNATURES)
                .map(Doubt::detail)
                .findFirst();
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
