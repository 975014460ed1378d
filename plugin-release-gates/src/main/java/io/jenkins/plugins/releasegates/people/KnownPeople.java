package io.jenkins.plugins.releasegates.people;

import hudson.model.User;
import hudson.security.SecurityRealm;
import io.jenkins.lib.releasegates.approval.Membership;
import io.jenkins.lib.releasegates.approval.Person;
import io.jenkins.lib.releasegates.approval.PersonAliases;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import jenkins.model.Jenkins;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.GrantedAuthority;

/** Who is who at this moment: by the owners' tables, and for groups by the security realm as well. To be asked for anew at each look. */
@Restricted(NoExternalUse.class)
public final class KnownPeople implements Membership {

    private final PersonAliases aliases;
    private final List<PersonItem> people;
    private final List<GroupItem> groups;
    /** Of accounts that were asked for, so that a realm isn't asked for each rule anew. */
    private final Map<String, Set<String>> authorities = new ConcurrentHashMap<>();

    /** By these tables. */
    public KnownPeople(Collection<PersonItem> people, Collection<GroupItem> groups) {
        List<PersonAliases.Row> rows = people.stream()
                .filter(PersonItem::isUsable)
                .map(PersonItem::row)
                .toList();
        this.aliases =
                PersonAliases.of(rows, account -> realm().getUserIdStrategy().keyFor(account));
        this.people = people.stream().filter(PersonItem::isUsable).toList();
        this.groups = new ArrayList<>(groups);
    }

    /** Which accounts and addresses are one person. */
    public PersonAliases aliases() {
        return aliases;
    }

    /** The first address that the owners' table has for the person of that account; empty when it has none. */
    public Optional<String> addressOf(String account) {
        Person person = aliases.ofAccount(account);
        return people.stream()
                .filter(row -> aliases.ofAccount(row.getAccount()).equals(person))
                .flatMap(row -> Lines.of(row.getEmails()).stream())
                .findFirst();
    }

    /** Accounts that are in one of these groups: all whom the owners' table lists, and of those whom Jenkins has seen the first ones, {@code most} of them. */
    public Set<String> membersOf(Collection<String> wanted, int most) {
        SecurityRealm realm = realm();
        Set<String> members = new LinkedHashSet<>();
        groups.stream()
                .filter(item -> wanted.stream()
                        .anyMatch(group -> realm.getGroupIdStrategy().equals(item.getName(), group)))
                .forEach(item -> members.addAll(item.accounts()));
        if (!wanted.isEmpty()) {
            User.getAll().stream()
                    .map(User::getId)
                    .limit(most)
                    .filter(account -> wanted.stream().anyMatch(group -> isInRealm(realm, account, group)))
                    .forEach(members::add);
        }
        return members;
    }

    /** In a group of the owners' table, or of the realm; who can't be looked up there is in none of its groups. */
    @Override
    public boolean isMember(String account, String group) {
        SecurityRealm realm = realm();
        boolean listed = groups.stream()
                .filter(item -> realm.getGroupIdStrategy().equals(item.getName(), group))
                .flatMap(item -> item.accounts().stream())
                .anyMatch(member -> realm.getUserIdStrategy().equals(member, account));
        return listed || isInRealm(realm, account, group);
    }

    /** A user who was deleted is nobody any more. */
    @Override
    public boolean isKnown(String account) {
        return User.getById(account, false) != null;
    }

    private boolean isInRealm(SecurityRealm realm, String account, String group) {
        return authorities.computeIfAbsent(account, KnownPeople::groupsInRealm).stream()
                .anyMatch(authority -> realm.getGroupIdStrategy().equals(authority, group));
    }

    private static Set<String> groupsInRealm(String account) {
        User user = User.getById(account, false);
        if (user == null) {
            return Set.of();
        }
        try {
            return user.impersonate2().getAuthorities().stream()
                    .map(GrantedAuthority::getAuthority)
                    .collect(Collectors.toSet());
        } catch (AuthenticationException e) {
            return Set.of();
        }
    }

    private static SecurityRealm realm() {
        return Jenkins.get().getSecurityRealm();
    }
}
