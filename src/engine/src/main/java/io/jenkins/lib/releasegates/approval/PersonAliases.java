package io.jenkins.lib.releasegates.approval;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Which accounts and e-mail addresses belong to one person.
 *
 * <p>Rows that share an account or an address are one person: who is taken for too few people counts less and is excluded more. E-mail addresses are
 * compared without case, although RFC 5321 leaves the case of the local part to the host, for the same reason. Immutable.
 */
public final class PersonAliases {

    private final Comparison comparison;
    private final Map<String, Person> accounts;
    private final Map<String, Person> emails;

    private PersonAliases(Comparison comparison, Map<String, Person> accounts, Map<String, Person> emails) {
        this.comparison = comparison;
        this.accounts = Map.copyOf(accounts);
        this.emails = Map.copyOf(emails);
    }

    /** How ids of accounts compare where users come from; in Jenkins the realm's {@code IdStrategy}. */
    @FunctionalInterface
    public interface Comparison {

        /** The same text for, and only for, ids of the same account. */
        String keyOf(String account);
    }

    /**
     * One person of the table.
     *
     * @param account the account that the person is called by
     * @param accounts other accounts of the same person
     * @param emails addresses that they commit with
     */
    public record Row(String account, Set<String> accounts, Set<String> emails) {

        public Row {
            accounts = Set.copyOf(accounts);
            emails = Set.copyOf(emails);
            if (account.isBlank()
                    || accounts.stream().anyMatch(String::isBlank)
                    || emails.stream().anyMatch(String::isBlank)) {
                throw new IllegalArgumentException("An account or address of " + account + " is blank");
            }
        }
    }

    /** The table of these rows; none is a table, too, in which each account is a person of its own and no address is known. */
    public static PersonAliases of(List<Row> rows, Comparison comparison) {
        Map<String, Person> accounts = new HashMap<>();
        Map<String, Person> emails = new HashMap<>();
        for (Group group : Group.joined(rows, comparison)) {
            group.accounts.forEach(account -> accounts.put(account, group.person));
            group.emails.forEach(email -> emails.put(email, group.person));
        }
        return new PersonAliases(comparison, accounts, emails);
    }

    /** Who owns this account. */
    public Person ofAccount(String account) {
        String key = comparison.keyOf(account);
        return accounts.getOrDefault(key, new Person(key));
    }

    /** Who commits with this address; for one that isn't {@linkplain #knowsEmail known}, the account that is called like it, if there is one. */
    public Person ofEmail(String email) {
        Person known = emails.get(emailKey(email));
        return known == null ? ofAccount(email.isBlank() ? "nobody@" : emailKey(email)) : known;
    }

    /** Whether the table says whose address this is. */
    public boolean knowsEmail(String email) {
        return emails.containsKey(emailKey(email));
    }

    private static String emailKey(String email) {
        return email.strip().toLowerCase(Locale.ROOT);
    }

    /** Rows that share something, put together. */
    private static final class Group {

        private final Person person;
        private final Set<String> accounts = new LinkedHashSet<>();
        private final Set<String> emails = new LinkedHashSet<>();

        private Group(Row row, Comparison comparison) {
            person = new Person(comparison.keyOf(row.account()));
            accounts.add(person.id());
            row.accounts().forEach(account -> accounts.add(comparison.keyOf(account)));
            row.emails().forEach(email -> emails.add(emailKey(email)));
            // Where accounts are called by addresses, that address is theirs.
            List.copyOf(accounts).stream().filter(id -> id.contains("@")).forEach(id -> emails.add(emailKey(id)));
        }

        /** Groups that share nothing with each other; the first row of each gives its name. */
        static Collection<Group> joined(List<Row> rows, Comparison comparison) {
            Set<Group> groups = new LinkedHashSet<>();
            Map<String, Group> ofAccount = new HashMap<>();
            Map<String, Group> ofEmail = new HashMap<>();
            for (Row row : rows) {
                Group group = new Group(row, comparison);
                for (Group same : group.sharing(ofAccount, ofEmail)) {
                    groups.remove(same);
                    group = same.with(group);
                }
                groups.add(group);
                for (String account : group.accounts) {
                    ofAccount.put(account, group);
                }
                for (String email : group.emails) {
                    ofEmail.put(email, group);
                }
            }
            return groups;
        }

        private Set<Group> sharing(Map<String, Group> ofAccount, Map<String, Group> ofEmail) {
            Set<Group> sharing = new LinkedHashSet<>();
            accounts.stream().map(ofAccount::get).filter(Objects::nonNull).forEach(sharing::add);
            emails.stream().map(ofEmail::get).filter(Objects::nonNull).forEach(sharing::add);
            return sharing;
        }

        private Group with(Group other) {
            accounts.addAll(other.accounts);
            emails.addAll(other.emails);
            return this;
        }
    }
}
