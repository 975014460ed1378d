package io.jenkins.lib.releasegates.audit.file;

import io.jenkins.lib.releasegates.audit.index.SearchIndex;
import io.jenkins.lib.releasegates.audit.trail.Segments;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** The persons of entries that are asked for in the order of the trail: each file is read once, unless it has grown meanwhile. */
final class PersonsInOrder implements SearchIndex.Persons {

    private final PeopleFiles people;
    private final LongSupplier entries;
    private long file = -1;
    private long behind = -1;
    private Map<Long, List<String>> persons = Map.of();

    /**
     * With the files.
     *
     * @param entries how many the trail has now
     */
    PersonsInOrder(PeopleFiles people, LongSupplier entries) {
        this.people = people;
        this.entries = entries;
    }

    @Override
    public List<String> of(long seq) throws IOException {
        if (Segments.first(seq) != file || seq >= behind) {
            // Rows are written before their entries are.
            behind = entries.getAsLong();
            persons = people.personsAround(seq);
            file = Segments.first(seq);
        }
        return persons.getOrDefault(seq, List.of());
    }

    @Override
    public void forget() {
        file = -1;
        behind = -1;
        persons = Map.of();
    }
}
