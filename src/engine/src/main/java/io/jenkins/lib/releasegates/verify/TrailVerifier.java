package io.jenkins.lib.releasegates.verify;

import io.jenkins.lib.releasegates.verify.files.LedgerDirectory;
import io.jenkins.lib.releasegates.verify.files.Line;
import io.jenkins.lib.releasegates.verify.log.LogSummary;
import io.jenkins.lib.releasegates.verify.log.LogVerifier;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.TreeSet;

/** Checks a ledger directory: reads only, needs a constant amount of memory, and takes every byte for hostile. Thread-safe. */
public final class TrailVerifier {

    private static final String DIRECTORY = "trail";

    private final LedgerDirectory ledger;
    private final Findings findings = new Findings();
    private final Chain chain = new Chain(findings);
    private final Records records = new Records(findings);
    private final Blobs blobs;
    private final Optional<HeadCheck> head;
    private final LogVerifier log;

    private TrailVerifier(LedgerDirectory ledger, VerifyOptions options) {
        this.ledger = ledger;
        this.head = options.head().map(HeadCheck::new);
        this.blobs = new Blobs(ledger, findings);
        this.log = new LogVerifier(ledger, options.keys(), options.witnesses(), findings);
    }

    /**
     * Checks all of it; whatever is wrong becomes a finding, never an exception. May run while the ledger is written to: what is appended
     * meanwhile is seen or not.
     */
    public static VerificationReport verify(Path directory, VerifyOptions options) {
        TrailVerifier verifier = new TrailVerifier(new LedgerDirectory(directory), options);
        return verifier.report(directory, options);
    }

    private VerificationReport report(Path directory, VerifyOptions options) {
        VerificationReport.PeopleCount people = new VerificationReport.PeopleCount(0, 0, 0);
        LogSummary summary = LogSummary.NONE;
        try (log) {
            if (!ledger.exists()) {
                findings.add(directory.toString(), "found no directory, expected that of a ledger");
            } else if (ledger.kind(DIRECTORY) == LedgerDirectory.Kind.NOTHING) {
                findings.add(DIRECTORY, "found nothing, expected the directory of the trail");
            } else if (NumberedFiles.isDirectory(ledger, DIRECTORY, findings)) {
                readJournal();
                people = walk();
                summary = log.end(chain.expected());
            }
        } catch (IOException e) {
            findings.add(directory.toString(), "can't be read: " + LedgerDirectory.reason(e));
        }
        head.ifPresent(noted -> noted.end(chain.expected(), findings));
        Promise promise = new Promise(chain.entries(), chain.head(), summary, options);
        boolean intact = findings.findings().isEmpty();
        return new VerificationReport(
                chain.entries(),
                chain.head(),
                blobs.count(),
                people,
                summary,
                findings.findings(),
                findings.leftOut(),
                findings.notes(),
                intact ? promise.strength() : VerificationReport.Strength.BROKEN,
                options.require(),
                intact ? promise.words() : Promise.ofNothing(findings.findings().size() + findings.leftOut()));
    }

    private void readJournal() {
        try {
            if (ledger.readJournal()) {
                findings.note("The ledger was in use when it was copied, or was not closed in order: what its file "
                        + LedgerDirectory.JOURNAL + " has was taken for written, as the ledger does when it is opened");
            }
        } catch (IOException e) {
            findings.add(
                    LedgerDirectory.JOURNAL,
                    "doesn't fit the files beside it: " + LedgerDirectory.reason(e) + "; no crash leaves it so");
        }
    }

    private VerificationReport.PeopleCount walk() throws IOException {
        TreeSet<Long> files = NumberedFiles.in(ledger, DIRECTORY, findings);
        try (PeopleRows people = new PeopleRows(ledger, findings);
                TrailReader lines = new TrailReader(ledger, DIRECTORY, files)) {
            blobs.begin();
            long next = 0;
            for (long first : files) {
                if (first == files.last()) {
                    blobs.mayBeYounger();
                }
                if (first != next) {
                    findings.add(
                            NumberedFiles.name(DIRECTORY, next),
                            "missing: the entries from " + next + " to " + (first - 1) + " were expected in "
                                    + (first - next) / NumberedFiles.ENTRIES + " files before "
                                    + NumberedFiles.name(DIRECTORY, first));
                    chain.skipTo(first);
                    log.gap(NumberedFiles.name(DIRECTORY, next));
                    gap(people);
                }
                try {
                    file(first, first == files.last(), lines, people);
                } catch (IOException e) {
                    findings.add(NumberedFiles.name(DIRECTORY, first), "can't be read: " + LedgerDirectory.reason(e));
                    chain.skipTo(first + NumberedFiles.ENTRIES);
                    log.gap(NumberedFiles.name(DIRECTORY, first));
                    gap(people);
                }
                next = first + NumberedFiles.ENTRIES;
            }
            records.end();
            people.end(chain.expected());
            blobs.end();
            return people.count();
        }
    }

    private void file(long first, boolean last, TrailReader lines, PeopleRows people) throws IOException {
        String file = NumberedFiles.name(DIRECTORY, first);
        boolean elsewhere = false;
        for (Optional<TrailReader.Item> next = lines.next(); next.isPresent(); next = lines.next()) {
            TrailReader.Item item = next.get();
            Line line = item.line().orElseThrow();
            String place = file + ":" + line.number();
            if (!line.finished() && last && !line.tooLong()) {
                findings.note(place + " ends with " + line.length() + " bytes without a line feed: an entry that"
                        + " was never finished and never acknowledged, as a crash or an append under way leaves it");
                lines.skipFile();
                return;
            }
            Optional<Entry> entry = entry(place, item);
            if (entry.isEmpty()) {
                chain.unreadable();
                log.gap(place);
                gap(people);
                continue;
            }
            long belongs = entry.get().seq() / NumberedFiles.ENTRIES * NumberedFiles.ENTRIES;
            if (belongs != first && entry.get().seq() == chain.expected() && !elsewhere) {
                findings.add(
                        place,
                        "entry " + entry.get().seq() + " stands in this file, expected in "
                                + NumberedFiles.name(DIRECTORY, belongs));
                elsewhere = true;
            }
            take(place, line, entry.get(), people);
        }
    }

    private Optional<Entry> entry(String place, TrailReader.Item item) {
        Optional<Entry> entry = item.entry();
        if (entry.isEmpty()) {
            findings.add(place, item.refusal());
        } else if (!item.line().orElseThrow().finished()) {
            findings.add(
                    place,
                    "found entry " + entry.get().seq()
                            + " without a line feed, expected one in every file but the last");
            return Optional.empty();
        }
        return entry;
    }

    private void take(String place, Line line, Entry entry, PeopleRows people) {
        head.ifPresent(noted -> noted.entry(place, entry));
        if (!chain.follow(place, entry)) {
            gap(people);
        }
        records.entry(place, entry);
        blobs.entry(place, entry);
        people.entry(entry);
        log.entry(place, entry.seq(), entry.origin(), line.bytes(), entry.rotation());
    }

    private void gap(PeopleRows people) {
        records.gap();
        people.gap();
    }
}
