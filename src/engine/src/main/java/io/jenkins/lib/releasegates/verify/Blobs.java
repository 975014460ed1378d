package io.jenkins.lib.releasegates.verify;

import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.verify.VerificationReport.EvidenceCount;
import io.jenkins.lib.releasegates.verify.files.LedgerDirectory;
import io.jenkins.lib.releasegates.verify.files.LedgerDirectory.Kind;
import io.jenkins.lib.releasegates.verify.files.LimitedStream;
import io.jenkins.lib.releasegates.verify.files.SeenNames;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Whether the evidence that entries name is what its name says. A name is the digest of the bytes as stored, so nothing is unpacked here, and
 * nothing is read beyond the size that the entry declares.
 */
final class Blobs {

    private static final String DIRECTORY = "evidence";
    private static final String SUFFIX = ".json.gz";
    private static final Pattern NAME = Pattern.compile("[0-9a-f]{64}\\.json\\.gz");
    private static final int MAX_BYTES = 20 * 1024 * 1024;
    private static final int REMEMBERED = 256;
    /** Blobs that are missing and may yet turn out to be erased. */
    private static final int MAX_MISSING = 20_000;

    private final LedgerDirectory ledger;
    private final Findings findings;
    private final SeenNames named = new SeenNames();
    /** What lay there before the first entry was read. */
    private final SeenNames listed = new SeenNames();

    private boolean listing;
    private long verified;
    private long notKept;
    private long erased;
    private long damaged;

    /** What wasn't there, with where it was named first and how often; a later entry may say that it was erased. */
    private final Map<Digest, Missing> missing = new LinkedHashMap<>();

    private static final class Missing {

        private final String place;
        private long count;

        Missing(String place) {
            this.place = place;
        }
    }

    /** Builds that change nothing have the same evidence, and each file needs reading once. */
    private final Map<String, Outcome> recent = new LinkedHashMap<>(64, 0.75f, true) {

        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Outcome> eldest) {
            return size() > REMEMBERED;
        }
    };

    private enum Outcome {
        VERIFIED,
        NOT_KEPT,
        DAMAGED
    }

    Blobs(LedgerDirectory ledger, Findings findings) {
        this.ledger = ledger;
        this.findings = findings;
    }

    EvidenceCount count() {
        return new EvidenceCount(verified, erased, notKept, damaged);
    }

    /** Lists what lies there, so that nobody looks for what doesn't; before the first entry. */
    void begin() throws IOException {
        listing = true;
        if (ledger.kind(DIRECTORY) == Kind.DIRECTORY) {
            ledger.each(DIRECTORY, name -> {
                if (NAME.matcher(name).matches()) {
                    listed.add(new Digest(name.substring(0, name.length() - SUFFIX.length())));
                }
            });
        }
    }

    /** From here on entries may be younger than the listing. */
    void mayBeYounger() {
        listing = false;
    }

    void entry(String place, Entry entry) {
        if (entry.kind().equals(Entry.EVIDENCE_RECORDED)) {
            long declared = entry.body().path("storedBytes").longValue();
            named(place, entry.body().path("evidence").asText(), declared, declared);
        }
        if (entry.kind().equals(Entry.EVIDENCE_ERASED)) {
            erased(place, Digest.parse(entry.body().path("evidence").asText()));
        }
        if (entry.cut()) {
            named(place, entry.body().path("cut").asText(), 0, MAX_BYTES);
        }
    }

    /** Looks at what lies there and was not named; after all entries. */
    void end() throws IOException {
        missing.values().forEach(gone -> findings.remark(Findings.Remark.NOT_KEPT, gone.place, gone.count));
        if (!NumberedFiles.isDirectory(ledger, DIRECTORY, findings)) {
            return;
        }
        ledger.each(DIRECTORY, name -> {
            String place = DIRECTORY + "/" + name;
            if (!NAME.matcher(name).matches()) {
                findings.remark(Findings.Remark.FOREIGN, place);
            } else if (!named.contains(new Digest(name.substring(0, name.length() - SUFFIX.length())))) {
                findings.remark(Findings.Remark.UNNAMED, place);
            }
        });
    }

    private void named(String place, String digest, long least, long most) {
        Digest name = Digest.parse(digest);
        named.add(name);
        Outcome outcome = listing && !listed.contains(name)
                ? Outcome.NOT_KEPT
                : recent.computeIfAbsent(
                        digest + " " + least + " " + most, unknown -> outcome(place, name, least, most));
        switch (outcome) {
            case VERIFIED -> verified++;
            case DAMAGED -> damaged++;
            case NOT_KEPT -> {
                notKept++;
                missing(place, name);
            }
        }
    }

    private void missing(String place, Digest name) {
        if (missing.containsKey(name) || missing.size() < MAX_MISSING) {
            missing.computeIfAbsent(name, first -> new Missing(place)).count++;
        } else {
            findings.remark(Findings.Remark.NOT_KEPT, place);
        }
    }

    private void erased(String place, Digest name) {
        Missing gone = missing.remove(name);
        if (gone != null) {
            erased += gone.count;
            notKept -= gone.count;
        } else if (listed.contains(name) && named.contains(name)) {
            findings.remark(Findings.Remark.STILL_THERE, place);
        }
    }

    private Outcome outcome(String place, Digest name, long least, long most) {
        String file = DIRECTORY + "/" + name.hex() + SUFFIX;
        try {
            Kind directory = ledger.kind(DIRECTORY);
            Kind kind = directory == Kind.DIRECTORY ? ledger.kind(file) : Kind.NOTHING;
            if (kind == Kind.NOTHING) {
                return Outcome.NOT_KEPT;
            }
            long size = kind == Kind.FILE ? ledger.size(file) : 0;
            if (most > MAX_BYTES) {
                return damaged(place, "the entry declares " + most + " bytes of evidence, allowed are " + MAX_BYTES);
            }
            if (kind == Kind.FILE && (size < least || size > most)) {
                return damaged(
                        file,
                        "found " + size + " bytes, expected " + (least == most ? "" : "at most ") + most + " as "
                                + place + " says");
            }
            Digest found = digest(file, most);
            return found.equals(name)
                    ? Outcome.VERIFIED
                    : damaged(
                            file,
                            "found bytes with the digest " + found + ", expected what its name says, for " + place);
        } catch (IOException e) {
            return damaged(file, "can't be read, named by " + place + ": " + LedgerDirectory.reason(e));
        }
    }

    private Digest digest(String file, long most) throws IOException {
        try (InputStream stream = ledger.open(file)) {
            return Digest.of(new LimitedStream(stream, most));
        }
    }

    private Outcome damaged(String place, String message) {
        findings.add(place, message);
        return Outcome.DAMAGED;
    }
}
