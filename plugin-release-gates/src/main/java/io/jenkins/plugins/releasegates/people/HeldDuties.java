package io.jenkins.plugins.releasegates.people;

import hudson.model.Item;
import hudson.model.Job;
import hudson.model.User;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.security.AccessControlled;
import hudson.security.Permission;
import io.jenkins.lib.releasegates.approval.PersonAliases;
import io.jenkins.lib.releasegates.report.duty.Duty;
import io.jenkins.lib.releasegates.report.duty.DutyHolder;
import io.jenkins.plugins.releasegates.Messages;
import io.jenkins.plugins.releasegates.ReleaseGates;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;

/** Asks the authorization of this Jenkins what everybody whom it has seen may do, all over and in places that matter. To be asked for anew at each look. */
@Restricted(NoExternalUse.class)
public final class HeldDuties {

    /** Accounts that are looked at. */
    static final int MAX_ACCOUNTS = 500;

    /** Jobs and folders that are looked at. */
    static final int MAX_PLACES = 100;

    private final List<String> limits = new ArrayList<>();
    private final Map<String, AccessControlled> places = new TreeMap<>();
    private final BiPredicate<String, User> owners;
    private int unknown;

    /**
     * To look at these places.
     *
     * @param matters whether a job of that full name may come to any environment
     * @param folders full names of those with environments of their own
     * @param owners whether somebody is named among the owners of a folder
     */
    public HeldDuties(Predicate<String> matters, Collection<String> folders, BiPredicate<String, User> owners) {
        this.owners = owners;
        // Whoever looks at this page may know of all jobs.
        try (ACLContext ignored = ACL.as2(ACL.SYSTEM2)) {
            look(matters, folders);
        }
    }

    private void look(Predicate<String> matters, Collection<String> folders) {
        int passedOver = 0;
        for (Job<?, ?> job : Jenkins.get().allItems(Job.class)) {
            if (matters.test(job.getFullName())) {
                if (places.size() < MAX_PLACES) {
                    places.put(job.getFullName(), job);
                } else {
                    passedOver++;
                }
            }
        }
        for (String folder : folders) {
            Item item = Jenkins.get().getItemByFullName(folder);
            if (item != null) {
                places.put(folder, item);
            }
        }
        if (passedOver > 0) {
            limits.add(Messages.HeldDuties_Jobs(MAX_PLACES, passedOver));
        }
    }

    private static Permission permission(Duty duty) {
        return switch (duty) {
            case START_BUILDS -> Item.BUILD;
            case CONFIGURE_JOBS -> Item.CONFIGURE;
            case APPROVE -> ReleaseGates.APPROVE;
            case WAIVE -> ReleaseGates.WAIVE;
            case BREAK_GLASS -> ReleaseGates.BREAK_GLASS;
            case CONFIGURE_ENVIRONMENT -> ReleaseGates.CONFIGURE_ENVIRONMENT;
            case REVOKE -> ReleaseGates.REVOKE;
            case ADMINISTER -> Jenkins.ADMINISTER;
        };
    }

    /** What one account may do. */
    private record Looked(String person, String account, Map<Duty, Set<String>> duties) {}

    /** Everybody by that table, accounts of one person together. */
    public List<DutyHolder> holders(PersonAliases aliases) {
        Collection<User> users = User.getAll();
        if (users.size() > MAX_ACCOUNTS) {
            limits.add(Messages.HeldDuties_Accounts(MAX_ACCOUNTS, users.size() - MAX_ACCOUNTS));
        }
        return users.stream()
                .limit(MAX_ACCOUNTS)
                .flatMap(user -> look(user, aliases))
                .collect(Collectors.groupingBy(Looked::person, TreeMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(person -> holder(person.getKey(), person.getValue()))
                .toList();
    }

    /** Nothing where the account is unknown, or can't be asked for, which is counted. */
    private Stream<Looked> look(User user, PersonAliases aliases) {
        try {
            return Stream.of(
                    new Looked(aliases.ofAccount(user.getId()).id(), user.getId(), held(user, user.impersonate2())));
        } catch (AuthenticationException e) {
            unknown++;
            return Stream.empty();
        }
    }

    private static DutyHolder holder(String person, List<Looked> accounts) {
        Map<Duty, Set<String>> duties = accounts.stream()
                .flatMap(account -> account.duties().entrySet().stream())
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        Map.Entry::getValue,
                        (one, other) ->
                                Stream.concat(one.stream(), other.stream()).collect(Collectors.toSet())));
        return new DutyHolder(
                person, accounts.stream().map(Looked::account).sorted().toList(), duties);
    }

    /** What couldn't be looked at, a sentence each; after {@link #holders}. */
    public List<String> limits() {
        List<String> all = new ArrayList<>(limits);
        if (unknown > 0) {
            all.add(Messages.HeldDuties_Unknown(unknown));
        }
        all.add(Messages.HeldDuties_Unseen());
        return all;
    }

    private Map<Duty, Set<String>> held(User user, Authentication who) {
        return Stream.of(Duty.values())
                .map(duty -> Map.entry(duty, where(duty, user, who)))
                .filter(held -> !held.getValue().isEmpty())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private Set<String> where(Duty duty, User user, Authentication who) {
        // Nothing of ours is refused to an administrator for want of a permission.
        if (Jenkins.get().hasPermission2(who, Jenkins.ADMINISTER)
                || Jenkins.get().hasPermission2(who, permission(duty))) {
            return Set.of(DutyHolder.EVERYWHERE);
        }
        return switch (duty) {
            case ADMINISTER, REVOKE -> Set.of();
            case CONFIGURE_ENVIRONMENT -> in(place -> owners.test(place, user), who, permission(duty));
            default -> in(place -> true, who, permission(duty));
        };
    }

    private Set<String> in(Predicate<String> which, Authentication who, Permission permission) {
        return places.entrySet().stream()
                .filter(place -> which.test(place.getKey()))
                .filter(place -> place.getValue().hasPermission2(who, permission))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
