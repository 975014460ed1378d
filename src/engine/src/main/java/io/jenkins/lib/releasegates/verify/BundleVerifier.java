package io.jenkins.lib.releasegates.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.verify.VerificationReport.EvidenceCount;
import io.jenkins.lib.releasegates.verify.VerificationReport.Strength;
import io.jenkins.lib.releasegates.verify.bundle.BundleFile;
import io.jenkins.lib.releasegates.verify.bundle.ProvenEntries;
import io.jenkins.lib.releasegates.verify.bundle.RefusedBundleException;
import io.jenkins.lib.releasegates.verify.files.LedgerDirectory;
import io.jenkins.lib.releasegates.verify.files.Line;
import io.jenkins.lib.releasegates.verify.files.RefusedLineException;
import io.jenkins.lib.releasegates.verify.files.StrictJson;
import io.jenkins.lib.releasegates.verify.log.LogSummary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Checks one build's proof bundle: reads only, unpacks nothing, and takes every byte for hostile. Thread-safe.
 *
 * <p>Each entry by itself and against its neighbours as in a ledger, and besides by its proof against the checkpoint. The format is in
 * docs/formats/proof-bundle.md.
 */
public final class BundleVerifier {

    private static final String ENTRIES = "entries/";
    private static final String PEOPLE = "people/";
    private static final String PROOFS = "proofs/";
    private static final String JSON = ".json";
    private static final int MAX_SHOWN = 200;

    private final VerifyOptions options;
    private final Findings findings = new Findings();
    private final Chain chain = new Chain(findings);
    private final Records records = new Records(findings);
    private final Commitments commitments = new Commitments(findings);
    private @Nullable Entry first;
    private long about;
    private long rotations;
    private String last = "";

    private BundleVerifier(VerifyOptions options) {
        this.options = options;
    }

    /** What was found beside the entries. */
    private record Found(LogSummary log, EvidenceCount evidence, long proven, List<Long> notSigned) {

        static final Found NOTHING = new Found(LogSummary.NONE, new EvidenceCount(0, 0, 0, 0), 0, List.of());
    }

    /**
     * Checks all of it; whatever is wrong becomes a finding, never an exception.
     *
     * @param options of which a head is passed over: it is one of the whole log
     */
    public static BundleReport verify(Path file, VerifyOptions options) {
        return new BundleVerifier(options).report(file);
    }

    private BundleReport report(Path file) {
        Found found = Found.NOTHING;
        try (BundleFile bundle = BundleFile.open(file)) {
            found = check(bundle);
        } catch (RefusedBundleException e) {
            findings.add(e.place().isEmpty() ? name(file) : e.place(), String.valueOf(e.getMessage()));
            findings.note("What is in the file was not looked at any further");
        } catch (IOException e) {
            findings.add(name(file), "can't be read: " + LedgerDirectory.reason(e));
        }
        String build = first == null ? "" : first.subject().path("build").asText();
        BundlePromise promise =
                new BundlePromise(shown(), about, found.notSigned(), found.proven(), found.log(), options);
        boolean intact = findings.findings().isEmpty();
        VerificationReport verification = new VerificationReport(
                chain.entries(),
                chain.head(),
                found.evidence(),
                commitments.count(),
                found.log(),
                findings.findings(),
                findings.leftOut(),
                findings.notes(),
                intact ? promise.strength() : Strength.BROKEN,
                options.require(),
                intact ? promise.words() : Promise.ofNothing(findings.findings().size() + findings.leftOut()));
        return new BundleReport(verification, build, about, found.notSigned(), rotations);
    }

    private Found check(BundleFile bundle) throws IOException, RefusedBundleException {
        bundle.read("README.txt");
        ProvenEntries proofs = new ProvenEntries(bundle, options.keys(), findings);
        BundledEvidence evidence = new BundledEvidence(bundle, findings);
        TreeSet<Long> numbers = numbers(bundle, ENTRIES);
        for (long seq : numbers) {
            String place = ENTRIES + seq + JSON;
            byte[] bytes = bundle.read(place).orElseThrow();
            Optional<Entry> entry = entry(place, seq, bytes);
            if (entry.isPresent()) {
                take(place, entry.get());
                proofs.entry(
                        place, seq, entry.get().origin(), bytes, entry.get().rotation());
                evidence.entry(place, entry.get());
                people(bundle, entry.get());
            } else {
                chain.skipTo(seq + 1);
                records.gap();
            }
        }
        endOfRecord();
        if (first == null) {
            findings.add(ENTRIES, "found no entry about a build, expected those of one");
        }
        alone(bundle, PEOPLE, numbers, "found clear values");
        alone(bundle, PROOFS, numbers, "found a proof");
        evidence.end();
        if (commitments.count().erased() > 0) {
            findings.note("Clear values of persons that aren't in the bundle: "
                    + commitments.count().erased() + ". They aren't kept any more, or were left out");
        }
        LogSummary log = proofs.end(options.witnesses());
        return new Found(log, evidence.count(), proofs.proven(), proofs.notCovered());
    }

    private Optional<Entry> entry(String place, long seq, byte[] bytes) {
        try {
            Entry entry = EntryForm.read(new Line(1, bytes, bytes.length, Digest.of(bytes), true));
            if (entry.seq() == seq) {
                return Optional.of(entry);
            }
            findings.add(place, "found entry " + entry.seq() + ", expected " + seq + " as its name says");
        } catch (RefusedLineException e) {
            findings.add(place, String.valueOf(e.getMessage()));
        }
        return Optional.empty();
    }

    private void take(String place, Entry entry) {
        if (entry.seq() != chain.expected()) {
            endOfRecord();
            records.apart();
            chain.skipTo(entry.seq());
        }
        chain.follow(place, entry);
        records.entry(place, entry);
        last = place;
        if (entry.kind().equals(Entry.KEY_ROTATED)) {
            rotations++;
            return;
        }
        about++;
        JsonNode build = entry.subject().path("build");
        if (build.asText().isEmpty()) {
            findings.add(place, "found an entry about no build, expected those about one, and such as name a key");
        } else if (first == null) {
            first = entry;
        } else if (!build.equals(first.subject().path("build"))
                || !entry.origin().equals(first.origin())) {
            findings.add(
                    place,
                    "found an entry about the build " + build + " in the log " + entry.origin()
                            + ", expected all about " + first.subject().path("build") + " in " + first.origin());
        }
    }

    private void endOfRecord() {
        if (records.isOpen()) {
            findings.remark(Findings.Remark.DECISION_NOT_INCLUDED, last);
        }
    }

    private void people(BundleFile bundle, Entry entry) throws IOException, RefusedBundleException {
        String place = PEOPLE + entry.seq() + JSON;
        JsonNode committed = entry.body().path("people");
        Optional<byte[]> row = bundle.read(place);
        if (row.isEmpty()) {
            // The people who rotate keys have nothing to do with the build.
            if (!entry.kind().equals(Entry.KEY_ROTATED)) {
                commitments.without(committed);
            }
            return;
        }
        try {
            ObjectNode json = StrictJson.read(row.get());
            if (json.size() != 2
                    || !json.path("seq").isIntegralNumber()
                    || json.path("seq").longValue() != entry.seq()
                    || !json.path("values").isObject()) {
                throw new RefusedLineException("found no row of entry " + entry.seq() + ", expected {\"seq\":"
                        + entry.seq() + ",\"values\":{...}}");
            }
            commitments.compare(place, entry.seq(), json.path("values"), committed);
        } catch (RefusedLineException e) {
            findings.add(place, String.valueOf(e.getMessage()));
        }
    }

    /** What belongs to an entry that isn't there. */
    private void alone(BundleFile bundle, String folder, TreeSet<Long> entries, String what) {
        for (String name : bundle.names()) {
            if (name.startsWith(folder) && !entries.contains(number(name))) {
                findings.add(name, what + ", expected the entry, too, to which it belongs");
            }
        }
    }

    private static TreeSet<Long> numbers(BundleFile bundle, String folder) {
        TreeSet<Long> numbers = new TreeSet<>();
        for (String name : bundle.names()) {
            if (name.startsWith(folder)) {
                numbers.add(number(name));
            }
        }
        return numbers;
    }

    private static long number(String name) {
        return Long.parseLong(name.substring(name.indexOf('/') + 1, name.indexOf('.')));
    }

    private String shown() {
        if (first == null) {
            return "";
        }
        String job = first.subject().path("jobName").asText();
        long number = first.subject().path("number").asLong();
        return cut(first.subject().path("build").asText())
                + (job.isEmpty() ? "" : " (" + cut(job) + (number > 0 ? " #" + number : "") + ")");
    }

    private static String cut(String text) {
        return text.length() > MAX_SHOWN ? text.substring(0, MAX_SHOWN) + "…" : text;
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }
}
