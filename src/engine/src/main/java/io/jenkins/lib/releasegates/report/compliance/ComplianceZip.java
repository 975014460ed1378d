package io.jenkins.lib.releasegates.report.compliance;

import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.report.bundle.ProofBundle;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** All forms of a report in one zip file, with the proof bundles of the promotions that were drawn. Written piece by piece. */
public final class ComplianceZip {

    /** One date for all members, so that nothing in the file tells when it was made. */
    private static final LocalDateTime DATE = LocalDateTime.of(1980, 2, 1, 0, 0);

    private ComplianceZip() {}

    /**
     * Writes it; what it is written to isn't closed.
     *
     * @throws IOException when it can't be written, or when evidence was erased meanwhile; what was written then is no such file
     */
    public static void write(ComplianceReport report, Ledger ledger, OutputStream out) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        text(zip, "README.txt", readme(report));
        text(zip, "report.html", CompliancePage.file(report));
        begin(zip, "promotions.csv");
        Writer rows = new BufferedWriter(new OutputStreamWriter(zip, StandardCharsets.UTF_8));
        ComplianceCsv.write(report, rows);
        rows.flush();
        zip.closeEntry();
        begin(zip, "report.json");
        ComplianceJson.write(report, zip);
        zip.closeEntry();
        for (Promotion drawn : report.promotions()) {
            int place = report.sample().drawn().indexOf(drawn.entry()) + 1;
            if (place > 0) {
                sample(report, ledger, zip, drawn, place);
            }
        }
        zip.finish();
        zip.flush();
    }

    /** The build that deployed, and the one that was decided about, where that is another one. */
    private static void sample(ComplianceReport report, Ledger ledger, ZipOutputStream zip, Promotion drawn, int place)
            throws IOException {
        Map<String, String> builds = new LinkedHashMap<>();
        builds.put(drawn.build(), "deployment");
        drawn.decision().ifPresent(made -> builds.putIfAbsent(made.build(), "decision"));
        for (Map.Entry<String, String> build : builds.entrySet()) {
            String name = "sample/" + place + "-" + drawn.seq() + "-" + build.getValue();
            try {
                Optional<ProofBundle> bundle =
                        ProofBundle.of(ledger, build.getKey(), report.scope().names());
                if (bundle.isEmpty()) {
                    text(zip, name + "-MISSING.txt", "The record has no entry about this build.\n");
                } else {
                    begin(zip, name + ".zip");
                    bundle.get().writeTo(zip);
                    zip.closeEntry();
                }
            } catch (LedgerException e) {
                missing(zip, name, e);
            }
        }
    }

    private static void missing(ZipOutputStream zip, String name, LedgerException why) throws IOException {
        // A bundle that broke off in the middle leaves a member that verifies as nothing.
        zip.closeEntry();
        text(zip, name + "-MISSING.txt", "No proof bundle could be made: " + why.getMessage() + "\n");
    }

    private static void text(ZipOutputStream zip, String name, String text) throws IOException {
        begin(zip, name);
        zip.write(text.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    private static void begin(ZipOutputStream zip, String name) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(DATE);
        zip.putNextEntry(entry);
    }

    private static String readme(ComplianceReport report) {
        StringBuilder text = new StringBuilder();
        text.append("Promotions to ").append(report.scope().environment());
        text.append("\nfrom ")
                .append(report.scope().from())
                .append(" until before ")
                .append(report.scope().to());
        text.append("\nmade ")
                .append(report.at())
                .append(" at head ")
                .append(report.check().head());
        text.append("\n\nreport.html     for people; report.json has the same for programs\n");
        text.append("promotions.csv  one row per promotion\n");
        text.append("sample/         the proof bundles of ")
                .append(report.sample().drawn().size());
        text.append(" of ").append(report.sample().population()).append(" promotions\n\n");
        text.append(
                "Nothing in report.html, report.json and promotions.csv proves itself: they are what the record was read to say.\n");
        text.append("Each bundle in sample/ is checked alone, with a key that you hold yourself:\n\n");
        text.append("  release-gates verify sample/FILE.zip --key KEY --require signed\n\n");
        text.append("Which promotions were drawn, anybody can find out from the seed ");
        text.append(report.sample().seed().hex()).append(":\n");
        text.append(
                "rank the ids of all promotions that began in the period by SHA-256 over the seed, a line feed and the id.\n");
        text.append("\nWhat the report can't say:\n");
        report.limits().forEach(limit -> text.append("- ").append(limit).append('\n'));
        return text.toString();
    }
}
