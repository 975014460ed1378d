package io.jenkins.plugins.releasegates.audit;

import hudson.security.Permission;
import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.report.compliance.ComplianceCsv;
import io.jenkins.lib.releasegates.report.compliance.ComplianceJson;
import io.jenkins.lib.releasegates.report.compliance.CompliancePage;
import io.jenkins.lib.releasegates.report.compliance.ComplianceReport;
import io.jenkins.lib.releasegates.report.compliance.ComplianceZip;
import io.jenkins.lib.releasegates.report.compliance.Scope;
import io.jenkins.lib.releasegates.report.control.Controls;
import io.jenkins.plugins.releasegates.Messages;
import io.jenkins.plugins.releasegates.ReleaseGates;
import io.jenkins.plugins.releasegates.ReleaseGatesHome;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;
import org.kohsuke.stapler.WebMethod;
import org.kohsuke.stapler.verb.GET;

/** The report on the promotions to an environment in a period, from the index of the record and never from builds. */
public final class PromotionReport {

    /** Promotions that the page tells; a longer period says that it is told in part, and is downloaded. */
    private static final int ON_A_PAGE = 500;

    /** Made by {@link io.jenkins.plugins.releasegates.environment.EnvironmentsPageAction} alone. */
    public PromotionReport() {}

    public String getDisplayName() {
        return Messages.PromotionReport_DisplayName();
    }

    /** Who may open the page has one of these. */
    public Permission[] getPermissions() {
        return ReleaseGates.eitherOr(ReleaseGates.VIEW_AUDIT);
    }

    /** Whether it may be taken along. */
    public boolean isExportable() {
        return ReleaseGates.may(ReleaseGates.EXPORT_AUDIT);
    }

    /** What the page shows, read now. */
    public View view(StaplerRequest2 request) {
        ReleaseGates.check(ReleaseGates.VIEW_AUDIT);
        ReportQuery query = new ReportQuery(request::getParameter);
        if (query.scope().isEmpty()) {
            return new View(query, null, query.getProblems());
        }
        try {
            Optional<Ledger> ledger = ReleaseGatesHome.get().existingLedger();
            return ledger.isEmpty()
                    ? new View(query, null, List.of(Messages.ReleaseAudit_NoLedger()))
                    : new View(query, report(query, ledger.get(), ON_A_PAGE), List.of());
        } catch (LedgerException e) {
            return new View(query, null, List.of(Messages.ReleaseAudit_Unreadable(String.valueOf(e.getMessage()))));
        }
    }

    private static ComplianceReport report(ReportQuery query, Ledger ledger, int most) {
        Scope scope = query.scope().orElseThrow(() -> new IllegalStateException("Nothing is asked for"));
        return ComplianceReport.of(ledger, scope, Controls.shipped(), most, query.now());
    }

    /** One file that loads nothing. */
    @GET
    @WebMethod(name = "html")
    public void doHtml(StaplerRequest2 request, StaplerResponse2 response) throws IOException {
        send(
                request,
                response,
                "promotions.html",
                "text/html",
                (report, ledger, out) -> out.write(CompliancePage.file(report).getBytes(StandardCharsets.UTF_8)));
    }

    /** One row per promotion. */
    @GET
    @WebMethod(name = "csv")
    public void doCsv(StaplerRequest2 request, StaplerResponse2 response) throws IOException {
        send(request, response, "promotions.csv", "text/csv", (report, ledger, out) -> {
            Writer rows = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
            ComplianceCsv.write(report, rows);
            rows.flush();
        });
    }

    /** The same for programs. */
    @GET
    @WebMethod(name = "json")
    public void doJson(StaplerRequest2 request, StaplerResponse2 response) throws IOException {
        send(
                request,
                response,
                "promotions.json",
                "application/json",
                (report, ledger, out) -> ComplianceJson.write(report, out));
    }

    /** All forms, with the proof bundles of the sample. */
    @GET
    @WebMethod(name = "zip")
    public void doZip(StaplerRequest2 request, StaplerResponse2 response) throws IOException {
        send(request, response, "promotions.zip", "application/zip", ComplianceZip::write);
    }

    private interface Form {

        void write(ComplianceReport report, Ledger ledger, OutputStream out) throws IOException;
    }

    private static void send(StaplerRequest2 request, StaplerResponse2 response, String file, String type, Form form)
            throws IOException {
        ReleaseGates.check(ReleaseGates.EXPORT_AUDIT);
        ReportQuery query = new ReportQuery(request::getParameter);
        if (query.scope().isEmpty()) {
            List<String> problems = query.getProblems();
            response.sendError(
                    400, problems.isEmpty() ? Messages.PromotionReport_NoEnvironment() : String.join(" ", problems));
            return;
        }
        try {
            Ledger ledger = ReleaseGatesHome.get().ledger();
            ComplianceReport report = report(query, ledger, ComplianceReport.MAX_PROMOTIONS);
            response.setContentType(type + (type.endsWith("zip") ? "" : ";charset=UTF-8"));
            response.setHeader("X-Content-Type-Options", "nosniff");
            response.setHeader("Content-Disposition", "attachment; filename=\"" + file + "\"");
            form.write(report, ledger, response.getOutputStream());
        } catch (LedgerException e) {
            response.sendError(500, Messages.ReleaseAudit_Unreadable(String.valueOf(e.getMessage())));
        }
    }

    /** The inside of the page. */
    public static final class View {

        private final ReportQuery query;
        private final @Nullable ComplianceReport report;
        private final List<String> problems;

        View(ReportQuery query, @Nullable ComplianceReport report, List<String> problems) {
            this.query = query;
            this.report = report;
            this.problems = List.copyOf(problems);
        }

        public ReportQuery getQuery() {
            return query;
        }

        /** Why there is nothing, a sentence each. */
        public List<String> getProblems() {
            return problems;
        }

        /** Whether there is a report. */
        public boolean isMade() {
            return report != null;
        }

        /** HTML, escaped; empty when nothing was asked for. */
        public String getFragment() {
            return report == null ? "" : CompliancePage.fragment(report);
        }
    }
}
