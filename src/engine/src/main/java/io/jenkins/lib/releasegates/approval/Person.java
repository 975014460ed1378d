package io.jenkins.lib.releasegates.approval;

/**
 * One human being, as far as {@link PersonAliases} knows; equal however many accounts and addresses they use.
 *
 * @param id the key of their first account in the table, of their only account, or, where no account is known, of their e-mail address
 */
public record Person(String id) {

    public Person {
        if (id.isBlank()) {
            throw new IllegalArgumentException("A person has an id, found none");
        }
    }

    @Override
    public String toString() {
        return id;
    }
}
