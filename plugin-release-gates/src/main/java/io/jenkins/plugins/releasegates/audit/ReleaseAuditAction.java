package io.jenkins.plugins.releasegates.audit;

import hudson.ExtensionList;
import hudson.model.Failure;
import hudson.model.Run;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.report.AuditJson;
import io.jenkins.lib.releasegates.report.AuditPage;
import io.jenkins.lib.releasegates.report.AuditPageRenderer;
import io.jenkins.lib.releasegates.report.bundle.ProofBundle;
import io.jenkins.plugins.releasegates.Messages;
import io.jenkins.plugins.releasegates.ReleaseGates;
import io.jenkins.plugins.releasegates.ReleaseGatesHome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import jenkins.model.RunAction2;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.HttpRedirect;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerResponse2;
import org.kohsuke.stapler.WebMethod;
import org.kohsuke.stapler.verb.GET;
import org.kohsuke.stapler.verb.POST;

/**
 * The page "Release audit" of a build that has a record. Keeps the build's id and nothing else: what it shows is read from the ledger each time.
 *
 * <p>Whoever may read the build may read the page; Jenkins checks that on the way to the build.
 */
public final class ReleaseAuditAction implements RunAction2 {

    private static final Object LOCK = new Object();

    private final String buildId;
    private volatile boolean recorded;
    private transient @Nullable Run<?, ?> run;

    private ReleaseAuditAction(String buildId) {
        this.buildId = buildId;
    }

    /** The action of this build, which is added, and saved with the build, when it is missing. */
    public static ReleaseAuditAction of(Run<?, ?> run) throws IOException {
        synchronized (LOCK) {
            ReleaseAuditAction found = run.getAction(ReleaseAuditAction.class);
            if (found == null) {
                found = new ReleaseAuditAction(UUID.randomUUID().toString());
                run.addAction(found);
                run.save();
            }
            return found;
        }
    }

    /** From now on the build has a record, and the page a link. */
    public void recorded() throws IOException {
        if (!recorded) {
            recorded = true;
            getRun().save();
        }
        ExtensionList.lookup(RecordListener.class).forEach(listener -> listener.recorded(getRun()));
    }

    /** Whether the build has a record. */
    public boolean isRecorded() {
        return recorded;
    }

    /** The build's id in the record; it stays when the build or its job is renamed, moved or deleted. */
    public String getBuildId() {
        return buildId;
    }

    @Override
    public @Nullable String getIconFileName() {
        return recorded ? "symbol-shield-checkmark-outline plugin-ionicons-api" : null;
    }

    @Override
    public String getDisplayName() {
        return Messages.ReleaseAuditAction_DisplayName();
    }

    @Override
    public @Nullable String getUrlName() {
        return recorded ? "release-audit" : null;
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
    public View getView() {
        try {
            AuditPage page = page();
            String problem = page.isEmpty()
                    ? Messages.ReleaseAuditAction_Missing(ReleaseGatesHome.get().ledgerDirectory())
                    : null;
            return new View(AuditPageRenderer.fragment(page), page.decisions(), problem);
        } catch (LedgerException e) {
            return new View("", List.of(), Messages.ReleaseAuditAction_Unreadable(String.valueOf(e.getMessage())));
        }
    }

    /** The same as the page, as JSON. */
    @GET
    @WebMethod(name = "json")
    public void doJson(StaplerResponse2 response) throws IOException {
        send(response, "application/json", page -> AuditJson.of(page).toString());
    }

    /** The same as the page, in one file that needs no Jenkins. */
    @GET
    @WebMethod(name = "html")
    public void doHtml(StaplerResponse2 response) throws IOException {
        response.setHeader("Content-Disposition", "attachment; filename=\"release-audit.html\"");
        send(response, "text/html", AuditPageRenderer::file);
    }

    /**
     * All that proves the record of this build, in one file that {@code release-gates verify} checks alone; with the clear values of persons for
     * those who may export them.
     */
    @GET
    @WebMethod(name = "proof.zip")
    public void doProof(StaplerResponse2 response) throws IOException {
        try {
            Optional<ProofBundle> bundle = ProofBundle.of(
                    ReleaseGatesHome.get().ledger(), buildId, ReleaseGates.may(ReleaseGates.EXPORT_AUDIT));
            if (bundle.isEmpty()) {
                response.sendError(
                        404,
                        Messages.ReleaseAuditAction_Missing(
                                ReleaseGatesHome.get().ledgerDirectory()));
                return;
            }
            response.setHeader("Content-Disposition", "attachment; filename=\"proof.zip\"");
            begin(response, "application/zip");
            bundle.get().writeTo(response.getOutputStream());
        } catch (LedgerException e) {
            response.sendError(500, Messages.ReleaseAuditAction_Unreadable(String.valueOf(e.getMessage())));
        }
    }

    /** A decision of this build as a signed statement; the parameter {@code decision} is its id. */
    @GET
    @WebMethod(name = "statement")
    public void doStatement(@QueryParameter String decision, StaplerResponse2 response) throws IOException {
        try {
            byte[] statement = BuildDecisions.statement(buildId, decision);
            response.setHeader("Content-Disposition", "attachment; filename=\"statement.json\"");
            begin(response, "application/json");
            response.getOutputStream().write(statement);
        } catch (LedgerException e) {
            response.sendError(404, String.valueOf(e.getMessage()));
        }
    }

    /** Takes a decision of this build back. */
    @POST
    @WebMethod(name = "revoke")
    public HttpResponse doRevoke(@QueryParameter String decision, @QueryParameter String reason) {
        ReleaseGates.check(ReleaseGates.REVOKE);
        try {
            BuildDecisions.revoke(buildId, decision, reason);
        } catch (LedgerException e) {
            throw new Failure(String.valueOf(e.getMessage()));
        }
        return new HttpRedirect(".");
    }

    /** Whether decisions may be taken back. */
    public boolean isRevocable() {
        return ReleaseGates.may(ReleaseGates.REVOKE);
    }

    private AuditPage page() throws LedgerException {
        return ReleaseGatesHome.get().page(buildId, Clock.systemUTC().instant());
    }

    private void send(StaplerResponse2 response, String type, Function<AuditPage, String> form) throws IOException {
        byte[] bytes;
        try {
            bytes = form.apply(page()).getBytes(StandardCharsets.UTF_8);
        } catch (LedgerException e) {
            response.sendError(500, Messages.ReleaseAuditAction_Unreadable(String.valueOf(e.getMessage())));
            return;
        }
        begin(response, type);
        response.getOutputStream().write(bytes);
    }

    private static void begin(StaplerResponse2 response, String type) {
        response.setContentType(type.equals("application/zip") ? type : type + ";charset=UTF-8");
        response.setHeader("X-Content-Type-Options", "nosniff");
    }

    /**
     * The inside of the page.
     *
     * @param fragment HTML, escaped
     * @param problem why there is less than there should be; nothing when all is well
     */
    public static final class View {

        private final String fragment;
        private final List<BuildDecisions.Shown> decisions;
        private final @Nullable String problem;

        private View(String fragment, List<AuditPage.Judgement> decisions, @Nullable String problem) {
            this.fragment = fragment;
            this.decisions = decisions.stream().map(BuildDecisions.Shown::new).toList();
            this.problem = problem;
        }

        public String getFragment() {
            return fragment;
        }

        /** What can be taken along or taken back. */
        public List<BuildDecisions.Shown> getDecisions() {
            return decisions;
        }

        public @Nullable String getProblem() {
            return problem;
        }
    }
}
