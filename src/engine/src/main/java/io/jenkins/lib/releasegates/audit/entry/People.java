package io.jenkins.lib.releasegates.audit.entry;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The clear values of persons that are still kept for one entry, by field.
 *
 * @param values field ({@link #ACTOR_ID}, {@link #ACTOR_NAME}, {@code waiverRequests.0.reason} ...) to what was typed or shown; hostile text
 */
public record People(Map<String, String> values) {

    /** Field of {@link Actor#id()}. */
    public static final String ACTOR_ID = "actor.id";

    /** Field of {@link Actor#name()}. */
    public static final String ACTOR_NAME = "actor.name";

    private static final String OWNER = ".owner";

    public People {
        values = Collections.unmodifiableMap(new TreeMap<>(values));
    }

    /** The value of that field, unless it was erased or never was. */
    public Optional<String> value(String field) {
        return Optional.ofNullable(values.get(field));
    }

    /** Ids of who acted and of who is named as an owner, as far as they are kept. */
    public Set<String> persons() {
        Set<String> persons = new TreeSet<>();
        values.forEach((field, value) -> {
            if (namesPerson(field) && !value.isEmpty()) {
                persons.add(value);
            }
        });
        return persons;
    }

    /** Whether the value of that field names a person. */
    public static boolean namesPerson(String field) {
        return field.equals(ACTOR_ID) || field.endsWith(OWNER);
    }

    /** The id of who acted, unless erased. */
    public Optional<String> actorId() {
        return value(ACTOR_ID);
    }

    /** The name of who acted, unless erased. */
    public Optional<String> actorName() {
        return value(ACTOR_NAME);
    }
}
