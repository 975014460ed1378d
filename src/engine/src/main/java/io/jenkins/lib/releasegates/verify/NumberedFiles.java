package io.jenkins.lib.releasegates.verify;

import io.jenkins.lib.releasegates.verify.files.LedgerDirectory;
import io.jenkins.lib.releasegates.verify.files.LedgerDirectory.Kind;
import java.io.IOException;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The files of {@code trail/} or {@code people/}: each is named by the first entry that it may hold, {@value #ENTRIES} to a file. */
final class NumberedFiles {

    static final int ENTRIES = 1_000;

    /** More files than anybody has entries for, and as many as fit into a small memory. */
    private static final int MAX_FILES = 200_000;

    private static final Pattern NAME = Pattern.compile("[0-9]{12,15}\\.jsonl");
    private static final Pattern TORN = Pattern.compile("torn-[0-9]+-[0-9]+");

    private NumberedFiles() {}

    static String name(String directory, long first) {
        return directory + "/" + String.format(Locale.ROOT, "%012d.jsonl", first);
    }

    /** First entries of the files there are, ascending; tells about those that are none. */
    static TreeSet<Long> in(LedgerDirectory ledger, String directory, Findings findings) throws IOException {
        TreeSet<Long> all = new TreeSet<>();
        ledger.each(directory, name -> {
            String place = directory + "/" + name;
            if (NAME.matcher(name).matches() && all.size() < MAX_FILES && isName(place, directory, name)) {
                all.add(number(name));
            } else if (TORN.matcher(name).matches()) {
                findings.note(place + " holds the beginning of entries that were never finished and never acknowledged,"
                        + " moved aside when the ledger was opened after a crash");
            } else if (name.endsWith(".jsonl")) {
                findings.add(
                        place,
                        "found a file of that name, expected names of 12 digits or more that divide by " + ENTRIES
                                + ", such as " + name(directory, ENTRIES) + ", and at most " + MAX_FILES + " of them");
            } else {
                findings.remark(Findings.Remark.FOREIGN, place);
            }
        });
        return all;
    }

    /** Whether the directory can be looked into; if not, that is told. */
    static boolean isDirectory(LedgerDirectory ledger, String directory, Findings findings) throws IOException {
        Kind kind = ledger.kind(directory);
        if (kind == Kind.FILE || kind == Kind.OTHER) {
            findings.add(directory, "found something else than a directory; links aren't followed");
        }
        return kind == Kind.DIRECTORY;
    }

    private static boolean isName(String place, String directory, String name) {
        long number = number(name);
        return number % ENTRIES == 0 && name(directory, number).equals(place);
    }

    private static long number(String name) {
        return Long.parseLong(name.substring(0, name.indexOf('.')));
    }
}
