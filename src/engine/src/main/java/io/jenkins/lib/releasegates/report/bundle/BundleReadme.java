package io.jenkins.lib.releasegates.report.bundle;

import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.audit.note.Checkpoint;
import io.jenkins.lib.releasegates.report.Shown;
import java.util.List;
import java.util.stream.Collectors;

/** Tells whoever opens a bundle what it is, what it proves and how to check it. */
final class BundleReadme {

    static final String NAME = "README.txt";

    /** More than it ever has. */
    static final int MAX_BYTES = 64 * 1024;

    private static final int MAX_NAME = 500;
    private static final int MAX_NUMBERS = 20;
    private static final int COLUMN = 10;

    private static final String TITLE = """
            What Release Gates recorded about one build, with its proof
            ===========================================================

            """;

    private static final String CHECK = """

            Check it
            --------
              release-gates verify THIS-FILE.zip --key THE-KEY-THAT-YOU-HOLD

            This takes no network and no Jenkins. Get the key from somebody other than the
            one who gave you this file: key.pem and key.vkey in here are for comparing. Any
            earlier key of the log will do that led to this one by endorsed rotations.
            Leave the zip file as it is; what was packed again is not accepted.

            What it proves, and what it doesn't
            -----------------------------------
            """;

    private static final String REST = """
            It cannot prove that there are no other entries about this build, such as one
            that takes the decision back: only the whole log tells. And whoever can use the
            private key can sign another history; a checkpoint that a witness has tells
            (--witness). This text itself is proved by nothing.

            What is in here
            ---------------
              entries/N.json          the bytes of entry N: line N of the log without line feed
              proofs/N.tlog-proof     that entry N is one of those that the checkpoint covers
                                      (c2sp.org/tlog-proof)
              checkpoint              how many entries the log had, the root of its Merkle
                                      tree, and the signature (c2sp.org/tlog-checkpoint)
              evidence/D.json.gz      evidence that entries name by its digest D
              people/N.json           names and texts to which entry N holds commitments
              key.pem, key.vkey       the public key that signed the checkpoint
            Entries of the kind key-rotated are about the log and say which key signs.

            By hand
            -------
            Unpack the file and go there.
            1. Evidence is what its name says; prints nothing:
                 for f in evidence/*.json.gz; do
                   echo "$(basename "$f" .json.gz)  $f"; done | sha256sum --check --quiet
            2. An entry is in the log: SHA-256 over a zero byte and entries/N.json is its
               leaf. With the hashes in proofs/N.tlog-proof it leads to the root in the
               third line of checkpoint (RFC 9162, section 2.1.3.2).
            3. The checkpoint is signed: its first three lines, each with its line feed, are
               the text; the base64 in its last line is 4 bytes of key id and an Ed25519
               signature, which openssl pkeyutl -verify checks with the key.
            4. A person is the one of an entry: body.people there is SHA-256 over the bytes
               of the salt, a zero byte, the name of the field, a zero byte, the value.
            docs/verify.md of Release Gates has a script for it that needs Python and openssl.
            """;

    private final BundleSummary summary;

    BundleReadme(BundleSummary summary) {
        this.summary = summary;
    }

    String text() {
        TrailEntry first = summary.first();
        return TITLE
                + line("Build", shown(first.build()))
                + line(
                        "Job",
                        shown(first.subject().path("jobName").asText()) + ", build number "
                                + first.subject().path("number").asInt())
                + line("Log", Checkpoint.logName(first.origin()))
                + line(
                        "Entries",
                        summary.entries().size() + ": "
                                + numbers(summary.entries().stream()
                                        .map(TrailEntry::seq)
                                        .toList()))
                + line("Signed", signed())
                + line("Evidence", evidence())
                + line("Persons", persons())
                + CHECK
                + proves() + "\n"
                + REST;
    }

    private static String line(String what, String value) {
        return what + " ".repeat(COLUMN - what.length()) + value + "\n";
    }

    private String signed() {
        return summary.signed()
                .map(signed -> "checkpoint of " + signed.checkpoint().size() + " entries, key "
                        + signed.key().id()
                        + (summary.notSigned().isEmpty()
                                ? ""
                                : "\n" + " ".repeat(COLUMN) + "NOT SIGNED YET: " + numbers(summary.notSigned())))
                .orElse("NO. This log signs nothing");
    }

    private String proves() {
        if (summary.signed().isEmpty()) {
            return """
                    The log isn't signed: these entries are consistent in themselves, and prove
                    nothing against somebody who has rewritten the log or made this file up.""";
        }
        String proved = """
                With a key that you trust it proves that these entries stood in the log, byte
                for byte, when the checkpoint was signed.""";
        return summary.notSigned().isEmpty() ? proved : proved + """
                 Not those that are not signed yet:
                nothing proves them. A bundle that is made after the next checkpoint does.""";
    }

    private String evidence() {
        BundleSummary.EvidenceCount count = summary.evidence();
        return count.included() + " included"
                + (count.gone() == 0 ? "" : ", " + count.gone() + " not kept any more")
                + (count.damaged() == 0 ? "" : ", " + count.damaged() + " damaged in the ledger and left out")
                + (count.tooMuch() == 0 ? "" : ", " + count.tooMuch() + " left out, too large together");
    }

    private String persons() {
        return summary.persons()
                .map(rows -> "clear values of " + rows + " of the entries, as far as they are kept")
                .orElse("left out on request");
    }

    private static String numbers(List<Long> numbers) {
        return numbers.stream().limit(MAX_NUMBERS).map(String::valueOf).collect(Collectors.joining(", "))
                + (numbers.size() > MAX_NUMBERS ? " and " + (numbers.size() - MAX_NUMBERS) + " more" : "");
    }

    private static String shown(String text) {
        return Shown.text(text.length() > MAX_NAME ? text.substring(0, MAX_NAME) + "…" : text);
    }
}
