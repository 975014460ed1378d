package io.jenkins.plugins.securityscan.page;

import hudson.model.Run;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.report.AuditPageRenderer;
import io.jenkins.lib.releasegates.report.security.FindingRow;
import io.jenkins.lib.releasegates.report.security.FindingsDownload;
import io.jenkins.lib.releasegates.report.security.SecurityPage;
import io.jenkins.lib.releasegates.report.security.SecurityQuery;
import io.jenkins.plugins.releasegates.ReleaseGatesHome;
import io.jenkins.plugins.releasegates.audit.ReleaseAuditAction;
import io.jenkins.plugins.securityscan.Messages;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import jenkins.model.RunAction2;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;
import org.kohsuke.stapler.WebMethod;
import org.kohsuke.stapler.verb.GET;

/**
 * The page "Security" of a build that has recorded findings. Keeps nothing: what it shows is read from the ledger each time.
 *
 * <p>Whoever may read the build may read the page; Jenkins checks that on the way to the build.
 */
public final class SecurityAction implements RunAction2 {

    private transient @Nullable Run<?, ?> run;

    private SecurityAction() {
        // See of.
    }

    /** To be called when this build has recorded findings: gives it the page, where it hasn't one. */
    public static void recorded(Run<?, ?> run) throws IOException {
        synchronized (SecurityAction.class) {
            if (run.getAction(SecurityAction.class) == null) {
                run.addAction(new SecurityAction());
                run.save();
            }
        }
    }

    @Override
    public String getIconFileName() {
        return "symbol-bug-outline plugin-ionicons-api";
    }

    @Override
    public String getDisplayName() {
        return Messages.SecurityAction_DisplayName();
    }

    @Override
    public String getUrlName() {
        return "security";
    }

    @Override
    public void onAttached(Run<?, ?> attached) {
        run = attached;
    }

    @Override
    public void onLoad(Run<?, ?> loaded) {
        run = loaded;
    }

    /** For the page's frame. */
    public Run<?, ?> getRun() {
        if (run == null) {
            throw new IllegalStateException("Not attached to a build yet");
        }
        return run;
    }

    /** What the page shows, read now. */
    public View view(StaplerRequest2 request) throws IOException {
        SecurityQuery query = new SecurityQuery(request::getParameter);
        try {
            return new View(AuditPageRenderer.security(page(query)), query.address(1), null);
        } catch (LedgerException e) {
            return new View("", "", Messages.SecurityAction_Unreadable(String.valueOf(e.getMessage())));
        }
    }

    /** All findings that fit the parameters of the page, one JSON object per line. */
    @GET
    @WebMethod(name = "findings.jsonl")
    public void doJson(StaplerRequest2 request, StaplerResponse2 response) throws IOException {
        send(request, response, "application/jsonl", lines("", row -> FindingsDownload.json(row) + "\n"));
    }

    /** All findings that fit the parameters of the page, as a table. */
    @GET
    @WebMethod(name = "findings.csv")
    public void doCsv(StaplerRequest2 request, StaplerResponse2 response) throws IOException {
        response.setHeader("Content-Disposition", "attachment; filename=\"findings.csv\"");
        send(request, response, "text/csv", lines(FindingsDownload.csvHeader(), FindingsDownload::csv));
    }

    /** All findings that fit the parameters of the page, as SARIF 2.1.0. */
    @GET
    @WebMethod(name = "findings.sarif")
    public void doSarif(StaplerRequest2 request, StaplerResponse2 response) throws IOException {
        response.setHeader("Content-Disposition", "attachment; filename=\"findings.sarif\"");
        send(request, response, "application/sarif+json", FindingsDownload::sarif);
    }

    /** All vulnerabilities that fit the parameters of the page, with what was decided of them, as CycloneDX. */
    @GET
    @WebMethod(name = "vex.json")
    public void doVex(StaplerRequest2 request, StaplerResponse2 response) throws IOException {
        response.setHeader("Content-Disposition", "attachment; filename=\"vex.json\"");
        Instant now = Clock.systemUTC().instant();
        send(request, response, "application/vnd.cyclonedx+json", (rows, out) -> FindingsDownload.vex(rows, now, out));
    }

    private interface Form {
        void write(List<FindingRow> rows, OutputStream out) throws IOException;
    }

    private interface Line {
        String of(FindingRow row);
    }

    private static Form lines(String header, Line line) {
        return (rows, out) -> {
            out.write(header.getBytes(StandardCharsets.UTF_8));
            for (FindingRow row : rows) {
                out.write(line.of(row).getBytes(StandardCharsets.UTF_8));
            }
        };
    }

    private void send(StaplerRequest2 request, StaplerResponse2 response, String type, Form form) throws IOException {
        List<FindingRow> rows;
        try {
            rows = page(new SecurityQuery(request::getParameter)).matching();
        } catch (LedgerException e) {
            response.sendError(500, Messages.SecurityAction_Unreadable(String.valueOf(e.getMessage())));
            return;
        }
        response.setContentType(type + ";charset=UTF-8");
        response.setHeader("X-Content-Type-Options", "nosniff");
        form.write(rows, response.getOutputStream());
    }

    private SecurityPage page(SecurityQuery query) throws IOException, LedgerException {
        return SecurityPage.of(
                ReleaseGatesHome.get().ledger(),
                ReleaseAuditAction.of(getRun()).getBuildId(),
                query,
                Clock.systemUTC().instant());
    }

    /** The inside of the page. */
    public static final class View {

        private final String fragment;
        private final String address;
        private final @Nullable String problem;

        private View(String fragment, String address, @Nullable String problem) {
            this.fragment = fragment;
            this.address = address;
            this.problem = problem;
        }

        /** HTML, escaped. */
        public String getFragment() {
            return fragment;
        }

        /** The same choice of findings, behind the question mark. */
        public String getAddress() {
            return address;
        }

        /** Why there is less than there should be; nothing when all is well. */
        public @Nullable String getProblem() {
            return problem;
        }
    }
}
