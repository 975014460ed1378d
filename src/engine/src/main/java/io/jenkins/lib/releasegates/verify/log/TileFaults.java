package io.jenkins.lib.releasegates.verify.log;

import java.util.ArrayList;
import java.util.List;

/**
 * What is wrong with tiles, kept until it is known which of them a checkpoint covers: those behind it may be half written. Keeps a few and
 * counts the rest.
 */
final class TileFaults {

    private static final int KEPT = 50;
    private static final String DERIVED = "; it is derived, and the ledger makes it anew from the trail";

    private final Observations observations;
    private final List<Fault> faults = new ArrayList<>();
    private long more;
    private String firstUnfinished = "";
    private long unfinished;

    /** Where {@code end} is the number of entries up to which the tile reaches. */
    private record Fault(String file, long end, String message) {}

    TileFaults(Observations observations) {
        this.observations = observations;
    }

    void wrong(String file, long end, String message) {
        if (faults.size() < KEPT) {
            faults.add(new Fault(file, end, message));
        } else {
            more++;
        }
    }

    /** A partial tile isn't there, or breaks off. */
    void unfinished(String file) {
        firstUnfinished = unfinished == 0 ? file : firstUnfinished;
        unfinished++;
    }

    /** Tells what is wrong up to the size of the newest checkpoint. */
    void end(long size) {
        faults.stream()
                .filter(fault -> fault.end() <= size)
                .forEach(fault -> observations.wrong(fault.file(), fault.message() + DERIVED));
        if (more > 0) {
            observations.note("More than " + KEPT + " tiles are wrong or missing: " + more + " others are not named");
        }
        if (unfinished > 0) {
            observations.note("Partial tiles that are missing or break off, as a power cut leaves them: " + unfinished
                    + ", the first is " + firstUnfinished + "; the ledger makes them anew from the trail");
        }
    }
}
