package io.jenkins.plugins.releasegates.readiness;

import hudson.model.Run;
import io.jenkins.lib.releasegates.approval.Exclusions;
import io.jenkins.lib.releasegates.approval.Person;
import io.jenkins.lib.releasegates.approval.PersonAliases;
import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.environment.Environment;
import io.jenkins.lib.releasegates.gate.Subject;
import io.jenkins.lib.releasegates.readiness.Authorship;
import io.jenkins.plugins.releasegates.Messages;
import io.jenkins.plugins.releasegates.approval.Involved;
import io.jenkins.plugins.releasegates.environment.EnvironmentConfiguration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whose change it is that a service is to be ready for, found by this controller as for an approval and not told by the build. */
final class ChangeAuthors {

    private ChangeAuthors() {}

    /** Found now; may fetch from a repository, and take its time. */
    static Authorship of(Run<?, ?> run, Subject subject, ServiceItem service, Ledger ledger) throws LedgerException {
        if (service.ignoresAuthors()) {
            return Authorship.of(Set.of());
        }
        if (service.getEnvironment().isEmpty()) {
            return unknown(Messages.ServiceItem_NoAuthors());
        }
        EnvironmentConfiguration environments = EnvironmentConfiguration.get();
        Optional<Environment> environment = environments.environment(service.getEnvironment());
        if (environment.isEmpty()) {
            return unknown(Messages.ChangeAuthors_NoEnvironment(service.getEnvironment()));
        }
        Optional<Exclusions> exclusions = Involved.inChange(run, subject, environment.get(), ledger);
        return exclusions
                .map(found -> of(found, environments.knownPeople().aliases()))
                .orElseGet(() -> unknown(Messages.ChangeAuthors_NoApproval(service.getEnvironment())));
    }

    private static Authorship of(Exclusions exclusions, PersonAliases aliases) {
        List<String> unknowns = exclusions.unknowns(aliases);
        Set<Person> people = exclusions.people(aliases);
        return new Authorship(
                people,
                unknowns.isEmpty()
                        ? Optional.empty()
                        : Optional.of(Messages.ChangeAuthors_Unknown(String.join("; ", unknowns))));
    }

    private static Authorship unknown(String why) {
        return new Authorship(Set.of(), Optional.of(why));
    }
}
