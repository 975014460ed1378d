package io.jenkins.plugins.releasegates.mail;

import hudson.model.Item;
import hudson.model.Job;
import hudson.model.User;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.security.Permission;
import io.jenkins.lib.releasegates.approval.Person;
import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.audit.mail.Concerned;
import io.jenkins.lib.releasegates.audit.mail.ConcernedPeople;
import io.jenkins.lib.releasegates.audit.message.Notice.Reader;
import io.jenkins.plugins.releasegates.ReleaseGates;
import io.jenkins.plugins.releasegates.ReleaseGatesHome;
import io.jenkins.plugins.releasegates.approval.AskedPeople;
import io.jenkins.plugins.releasegates.build.JobChanges;
import io.jenkins.plugins.releasegates.environment.EnvironmentConfiguration;
import io.jenkins.plugins.releasegates.people.KnownPeople;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.security.core.AuthenticationException;

/**
 * Whom an entry concerns here. Only who may read the job and answer is told as one who is asked. An address is the first one of the owners' table of people, or
 * else the one that Jenkins' mailer has for the account; the latter everybody edits, which does for a notice and for nothing else.
 */
final class PeopleOfJenkins implements ConcernedPeople {

    /** Accounts that are looked at for a permission. */
    private static final int MOST_ACCOUNTS = 500;

    private final Ledger ledger;
    private final boolean toAsked;
    private final boolean toAsker;

    /** By that record; who is asked, and who asked, as the owner wants it. */
    PeopleOfJenkins(Ledger ledger, boolean toAsked, boolean toAsker) {
        this.ledger = ledger;
        this.toAsked = toAsked;
        this.toAsker = toAsker;
    }

    @Override
    public List<Concerned> of(TrailEntry entry) throws LedgerException {
        try (ACLContext context = ACL.as2(ACL.SYSTEM2)) {
            KnownPeople people = EnvironmentConfiguration.get().knownPeople();
            Set<Person> seen = new HashSet<>();
            List<Concerned> all = new ArrayList<>();
            if (toAsked) {
                for (String account : asked(entry, people)) {
                    add(all, seen, account, Reader.ASKED, people);
                }
            }
            if (toAsker) {
                asker(entry)
                        .filter(account -> mayRead(account, entry))
                        .ifPresent(account -> add(all, seen, account, Reader.ASKER, people));
            }
            return all;
        }
    }

    private static void add(List<Concerned> all, Set<Person> seen, String account, Reader reader, KnownPeople people) {
        if (seen.add(people.aliases().ofAccount(account))) {
            all.add(new Concerned(address(account, people), reader));
        }
    }

    private static Optional<String> address(String account, KnownPeople people) {
        Optional<String> listed = people.addressOf(account);
        return listed.isPresent() ? listed : JenkinsMail.addressOf(User.getById(account, false));
    }

    private Set<String> asked(TrailEntry entry, KnownPeople people) throws LedgerException {
        Optional<TrailEntry> question = question(entry);
        if (question.isEmpty()) {
            return Set.of();
        }
        Optional<Job<?, ?>> job = ReleaseGatesHome.get().anyJob(JobChanges.nameNow(ledger, question.get()));
        Set<String> asked = new LinkedHashSet<>();
        if (entry.kind().startsWith("approval-")) {
            asked.addAll(new AskedPeople(ledger, people).of(question.get(), entry, job));
            asked.removeIf(account -> !may(account, job, ReleaseGates.APPROVE));
        } else if (job.isPresent() && entry.kind().endsWith("-asked")) {
            Permission needed = entry.kind().startsWith("waiver-") ? ReleaseGates.WAIVE : ReleaseGates.BREAK_GLASS;
            asked.addAll(holders(job.get(), needed));
            Optional<Person> self = ledger.people(entry.seq()).actorId().map(people.aliases()::ofAccount);
            asked.removeIf(account ->
                    self.filter(people.aliases().ofAccount(account)::equals).isPresent());
        }
        return asked;
    }

    /** Who holds that permission, of those whom Jenkins has seen. An administrator does only where it was granted. */
    private static Set<String> holders(Job<?, ?> job, Permission permission) {
        return User.getAll().stream()
                .limit(MOST_ACCOUNTS)
                .filter(user -> has(user, job, permission) && has(user, job, Item.READ))
                .map(User::getId)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Of somebody whom Jenkins hasn't seen, or of a job that is gone, nobody can tell; then nobody is told of it either. */
    private static boolean may(String account, Optional<Job<?, ?>> job, Permission permission) {
        User user = User.getById(account, false);
        return user != null && job.isPresent() && has(user, job.get(), permission) && has(user, job.get(), Item.READ);
    }

    private boolean mayRead(String account, TrailEntry entry) {
        try {
            return may(account, ReleaseGatesHome.get().anyJob(JobChanges.nameNow(ledger, entry)), Item.READ);
        } catch (LedgerException e) {
            return false;
        }
    }

    private static boolean has(User user, Job<?, ?> job, Permission permission) {
        try {
            return job.hasPermission2(user.impersonate2(), permission);
        } catch (AuthenticationException e) {
            return false;
        }
    }

    /** Who asked, or started what has ended now; empty where the entry is neither an answer nor an end, or that isn't kept. */
    private Optional<String> asker(TrailEntry entry) throws LedgerException {
        boolean tells = entry.kind().endsWith("-answered") || entry.kind().endsWith("-ended");
        Optional<TrailEntry> question = tells ? question(entry) : Optional.empty();
        return question.isEmpty()
                ? Optional.empty()
                : ledger.people(question.get().seq()).actorId().filter(id -> !id.isEmpty());
    }

    /** The entry that one is about; itself where it asks. */
    private Optional<TrailEntry> question(TrailEntry entry) throws LedgerException {
        if (entry.kind().endsWith("-asked")) {
            return Optional.of(entry);
        }
        for (String member : List.of("request", "reminds", "waiver", "breakGlass", "deployment")) {
            if (entry.body().has(member)) {
                return ledger.entryOf(entry.body().path(member).asText());
            }
        }
        return Optional.empty();
    }
}
