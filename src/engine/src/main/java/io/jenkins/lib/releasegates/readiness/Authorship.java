package io.jenkins.lib.releasegates.readiness;

import io.jenkins.lib.releasegates.approval.Person;
import java.util.Optional;
import java.util.Set;

/**
 * Whose change it is that the service is to be ready for.
 *
 * @param authors who had a part in it; what they say in its favour doesn't count
 * @param unknown why there may be more of them, as a sentence; then nothing that people said in its favour counts
 */
public record Authorship(Set<Person> authors, Optional<String> unknown) {

    public Authorship {
        authors = Set.copyOf(authors);
    }

    /** Of these people alone. */
    public static Authorship of(Set<Person> authors) {
        return new Authorship(authors, Optional.empty());
    }
}
