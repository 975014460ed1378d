package io.jenkins.lib.releasegates.audit.mail;

import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import java.util.List;

/** Knows whom an entry concerns, at the moment of asking. */
public interface ConcernedPeople {

    /**
     * Those people, each once, who is asked before who asked; nobody where nobody is asked or where that isn't kept any more.
     *
     * @throws LedgerException when what it takes can't be read; they are looked for again
     */
    List<Concerned> of(TrailEntry entry) throws LedgerException;
}
