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
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import jenkins.model.Jenkins;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.UsernameNotFoundException;

/** Asks the authorization of this Jenkins what everybody whom it has seen may do, all over and in places that matter. To be asked for anew at each look. */
@Restricted(NoExternalUse.class)
public final class HeldDuties {

    /** Accounts that are looked at. */
    static final int MAX_ACCOUNTS = 500;

    /** Jobs and folders that are looked at. */
    static final int MAX_PLACES = 100;

    private static final Map<Duty, Permission> PERMISSIONS = permissions();

    private final List<String> limits = new ArrayList<>();
    private final Map<String, AccessControlled> places = new TreeMap<>();

    /**
     * To look at these places.
     *
     * @param matters whether a job of that full name may come to any environment
     * @param folders full names of those with environments of their own
     */
    public HeldDuties(Predicate<String> matters, Collection<String> folders) {
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

    private static Map<Duty, Permission> permissions() {
        Map<Duty, Permission> permissions = new EnumMap<>(Duty.class);
        permissions.put(Duty.START_BUILDS, Item.BUILD);
        permissions.put(Duty.CONFIGURE_JOBS, Item.CONFIGURE);
        permissions.put(Duty.APPROVE, ReleaseGates.APPROVE);
        permissions.put(Duty.WAIVE, ReleaseGates.WAIVE);
        permissions.put(Duty.BREAK_GLASS, ReleaseGates.BREAK_GLASS);
        permissions.put(Duty.CONFIGURE_ENVIRONMENT, ReleaseGates.CONFIGURE_ENVIRONMENT);
        permissions.put(Duty.REVOKE, ReleaseGates.REVOKE);
        permissions.put(Duty.ADMINISTER, Jenkins.ADMINISTER);
        return permissions;
    }

    /** Everybody by that table, accounts of one person together. */
    public List<DutyHolder> holders(PersonAliases aliases) {
        Map<String, Map<Duty, Set<String>>> duties = new LinkedHashMap<>();
        Map<String, Set<String>> accounts = new LinkedHashMap<>();
        int looked = 0;
        int unknown = 0;
        Collection<User> users = User.getAll();
        for (User user : users) {
            if (++looked > MAX_ACCOUNTS) {
                break;
            }
            try {
                Map<Duty, Set<String>> held = held(user.impersonate2());
                String person = aliases.ofAccount(user.getId()).id();
                accounts.computeIfAbsent(person, id -> new TreeSet<>()).add(user.getId());
                Map<Duty, Set<String>> all = duties.computeIfAbsent(person, id -> new EnumMap<>(Duty.class));
                held.forEach((duty, where) ->
                        all.computeIfAbsent(duty, none -> new TreeSet<>()).addAll(where));
            } catch (UsernameNotFoundException e) {
                unknown++;
            }
        }
        if (users.size() > MAX_ACCOUNTS) {
            limits.add(Messages.HeldDuties_Accounts(MAX_ACCOUNTS, users.size() - MAX_ACCOUNTS));
        }
        if (unknown > 0) {
            limits.add(Messages.HeldDuties_Unknown(unknown));
        }
        return duties.entrySet().stream()
                .map(entry -> new DutyHolder(
                        entry.getKey(), List.copyOf(accounts.getOrDefault(entry.getKey(), Set.of())), entry.getValue()))
                .toList();
    }

    /** What couldn't be looked at, a sentence each; after {@link #holders}. */
    public List<String> limits() {
        List<String> all = new ArrayList<>(limits);
        all.add(Messages.HeldDuties_Unseen());
        return all;
    }

    private Map<Duty, Set<String>> held(Authentication who) {
        Map<Duty, Set<String>> held = new EnumMap<>(Duty.class);
        if (Jenkins.get().hasPermission2(who, Jenkins.ADMINISTER)) {
            // Nothing of ours is refused to an administrator for want of a permission.
            PERMISSIONS.keySet().forEach(duty -> held.put(duty, Set.of(DutyHolder.EVERYWHERE)));
            return held;
        }
        PERMISSIONS.forEach((duty, permission) -> {
            Set<String> where = new TreeSet<>();
            if (Jenkins.get().hasPermission2(who, permission)) {
                where.add(DutyHolder.EVERYWHERE);
            } else {
                places.forEach((name, place) -> {
                    if (duty != Duty.ADMINISTER && place.hasPermission2(who, permission)) {
                        where.add(name);
                    }
                });
            }
            if (!where.isEmpty()) {
                held.put(duty, where);
            }
        });
        return held;
    }
}
