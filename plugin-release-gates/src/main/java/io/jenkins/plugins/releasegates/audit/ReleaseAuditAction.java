package io.jenkins.plugins.releasegates.audit;

import hudson.model.Run;
import io.jenkins.lib.releasegates.audit.LedgerException;
import io.jenkins.lib.releasegates.audit.TrailEntry;
import io.jenkins.plugins.releasegates.Messages;
import io.jenkins.plugins.releasegates.ReleaseGatesHome;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import jenkins.model.RunAction2;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.StaplerResponse2;
import org.kohsuke.stapler.WebMethod;
import org.kohsuke.stapler.verb.GET;

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

    /** Everything the ledger has about this build; empty when it can't be read, and then there is a problem. */
    public List<TrailEntry> getEntries() {
        try {
            return ReleaseGatesHome.get().ledger().entriesOf(buildId);
        } catch (LedgerException e) {
            return List.of();
        }
    }

    /** Why the record can't be shown, or shows less than it should; nothing when all is well. */
    public @Nullable String getProblem() {
        try {
            return ReleaseGatesHome.get().ledger().entriesOf(buildId).isEmpty()
                    ? Messages.ReleaseAuditAction_Missing(ReleaseGatesHome.get().ledgerDirectory())
                    : null;
        } catch (LedgerException e) {
            return Messages.ReleaseAuditAction_Unreadable(String.valueOf(e.getMessage()));
        }
    }

    /** The same as the page, as JSON. */
    @GET
    @WebMethod(name = "json")
    public void doJson(StaplerResponse2 response) throws IOException {
        byte[] bytes;
        try {
            bytes = EntriesJson.of(ReleaseGatesHome.get().ledger().entriesOf(buildId));
        } catch (LedgerException e) {
            response.sendError(500, Messages.ReleaseAuditAction_Unreadable(String.valueOf(e.getMessage())));
            return;
        }
        response.setContentType("application/json;charset=UTF-8");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.getOutputStream().write(bytes);
    }
}
