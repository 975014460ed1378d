package io.jenkins.plugins.releasegates;

import hudson.model.Run;
import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.LedgerException;
import io.jenkins.lib.releasegates.report.AuditJson;
import io.jenkins.lib.releasegates.report.AuditPage;
import io.jenkins.lib.releasegates.report.AuditPageRenderer;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.UUID;
import jenkins.model.RunAction2;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;
import org.kohsuke.stapler.verb.GET;

/**
 * The page "Release audit" of a build that has a record. Keeps the build's id and nothing else: what it shows is read from the ledger each time.
 *
 * <p>Whoever may read the build may read the page; Jenkins checks that on the way to the build.
 */
@ExportedBean(defaultVisibility = 2)
public final class ReleaseAuditAction implements RunAction2 {

    private final String buildId;
    private boolean recorded;
    private transient @Nullable Run<?, ?> run;

    private ReleaseAuditAction(String buildId) {
        this.buildId = buildId;
    }

    /** The action of this build, which is added, and saved with the build, when it is missing. */
    static ReleaseAuditAction of(Run<?, ?> run) throws IOException {
        synchronized (run) {
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
    void recorded() throws IOException {
        if (!recorded) {
            recorded = true;
            build().save();
        }
    }

    /** The build's id in the record; it stays when the build or its job is renamed, moved or deleted. */
    @Exported
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
        return build();
    }

    /** The page's body, escaped by its renderer; an explanation instead when the ledger can't be read. */
    public String getBody() {
        try {
            return new AuditPageRenderer().fragment(page());
        } catch (LedgerException e) {
            return new AuditPageRenderer().unreadable(e.getMessage());
        }
    }

    /** The same as the page, as JSON. */
    @GET
    public void doJson(StaplerRequest2 request, StaplerResponse2 response) throws IOException, ServletException {
        send(response, "application/json", this::json, "");
    }

    /** The same as the page, as one file that needs no Jenkins. */
    @GET
    public void doHtml(StaplerRequest2 request, StaplerResponse2 response) throws IOException, ServletException {
        send(response, "text/html", () -> new AuditPageRenderer().selfContained(page()), "release-audit.html");
    }

    private String json() throws LedgerException {
        return AuditJson.text(page());
    }

    private AuditPage page() throws LedgerException {
        Ledger ledger = ReleaseGatesController.get().ledger();
        return AuditPages.of(ledger, ReleaseGatesController.ledgerDirectory(), buildId, Clock.systemUTC().instant());
    }

    private Run<?, ?> build() {
        if (run == null) {
            throw new IllegalStateException("Not attached to a build yet");
        }
        return run;
    }

    private static void send(StaplerResponse2 response, String type, Text text, String file) throws IOException {
        byte[] bytes;
        try {
            bytes = text.text().getBytes(StandardCharsets.UTF_8);
        } catch (LedgerException e) {
            response.sendError(500, "The ledger can not be read: " + e.getMessage());
            return;
        }
        response.setContentType(type + ";charset=UTF-8");
        response.setHeader("X-Content-Type-Options", "nosniff");
        if (!file.isEmpty()) {
            response.setHeader("Content-Disposition", "attachment; filename=\"" + file + "\"");
        }
        response.getOutputStream().write(bytes);
    }

    private interface Text {
        String text() throws LedgerException;
    }
}
