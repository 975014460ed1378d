package io.jenkins.lib.releasegates.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.releasegates.cli.terminal.Output;
import io.jenkins.lib.releasegates.cli.terminal.Terminal;
import io.jenkins.lib.releasegates.verify.BundleReport;
import io.jenkins.lib.releasegates.verify.VerificationReport;
import java.util.Locale;

/** What a verification has found, for people and for programs. */
final class ShownVerification {

    private final Terminal terminal;

    ShownVerification(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Of a ledger. */
    void show(VerificationReport report, Output output) {
        if (output == Output.JSON) {
            ObjectNode json = json(report);
            json.put("head", report.entries() + ":" + report.head());
            terminal.json(json);
        } else {
            words(report);
            VerificationReport.EvidenceCount evidence = report.evidence();
            VerificationReport.PeopleCount people = report.people();
            terminal.line("Evidence verified: " + evidence.verified() + ", erased: " + evidence.erased()
                    + ", not kept: " + evidence.notKept() + ", damaged: " + evidence.damaged()
                    + ". Values of persons verified: " + people.verified() + ", not kept any more: " + people.erased()
                    + ", others than committed to: " + people.mismatched());
            terminal.line("Head: " + report.entries() + ":" + report.head());
        }
    }

    /** Of one build's proof bundle, which knows no head. */
    void show(BundleReport report, Output output) {
        if (output == Output.JSON) {
            ObjectNode json = json(report.verification());
            ObjectNode bundle = json.putObject("bundle");
            bundle.put("build", report.build());
            bundle.put("entries", report.entries());
            report.notSigned().forEach(bundle.putArray("notSigned")::add);
            bundle.put("rotations", report.rotations());
            terminal.json(json);
        } else {
            words(report.verification());
            VerificationReport.EvidenceCount evidence = report.verification().evidence();
            VerificationReport.PeopleCount people = report.verification().people();
            terminal.line("Entries about the build: " + report.entries() + ", not signed: "
                    + report.notSigned().size() + ". Evidence verified: " + evidence.verified()
                    + ", not in the bundle: "
                    + evidence.notKept() + ". Values of persons verified: " + people.verified()
                    + ", not in the bundle: " + people.erased());
        }
    }

    private void words(VerificationReport report) {
        report.findings().forEach(finding -> terminal.line(finding.toString()));
        if (report.findingsLeftOut() > 0) {
            terminal.line("... and " + report.findingsLeftOut() + " more");
        }
        report.notes().forEach(note -> terminal.line("Note: " + note));
        if (!report.findings().isEmpty() || !report.notes().isEmpty()) {
            terminal.line();
        }
        if (report.intact() && !report.satisfied()) {
            terminal.plain(terminal.coloured(1, "Nothing is wrong, but it is NOT AS STRONG AS REQUIRED"));
        } else {
            terminal.plain(report.intact() ? terminal.coloured(2, "Verified") : terminal.coloured(1, "NOT VERIFIED"));
        }
        report.words().forEach(terminal::line);
    }

    private static ObjectNode json(VerificationReport report) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("verified", report.intact());
        json.put("strength", report.strength().name().toLowerCase(Locale.ROOT));
        json.put("required", report.required().name().toLowerCase(Locale.ROOT));
        json.put("satisfied", report.satisfied());
        json.put("entries", report.entries());
        json.putObject("evidence")
                .put("verified", report.evidence().verified())
                .put("erased", report.evidence().erased())
                .put("notKept", report.evidence().notKept())
                .put("damaged", report.evidence().damaged());
        json.putObject("people")
                .put("verified", report.people().verified())
                .put("erased", report.people().erased())
                .put("mismatched", report.people().mismatched());
        json.putObject("checkpoints")
                .put("verified", report.log().checkpoints())
                .put("upToEntries", report.log().checkpointedUpTo())
                .put("signedUpToEntries", report.log().signedUpTo());
        report.log().keys().forEach(json.putArray("keys")::add);
        ArrayNode witnesses = json.putArray("witnesses");
        report.log()
                .witnesses()
                .forEach(witness -> witnesses
                        .addObject()
                        .put("name", witness.name())
                        .put("upToEntries", witness.entries())
                        .put("at", witness.at().toString()));
        ArrayNode findings = json.putArray("findings");
        report.findings()
                .forEach(finding ->
                        findings.addObject().put("place", finding.place()).put("message", finding.message()));
        json.put("findingsLeftOut", report.findingsLeftOut());
        report.notes().forEach(json.putArray("notes")::add);
        report.words().forEach(json.putArray("words")::add);
        return json;
    }
}
