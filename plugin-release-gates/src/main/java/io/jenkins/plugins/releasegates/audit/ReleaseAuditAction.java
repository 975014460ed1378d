package io.jenkins.plugins.releasegates.audit;

import hudson.model.Run;
import io.jenkins.plugins.releasegates.Messages;
import java.io.IOException;
import java.util.UUID;
import jenkins.model.RunAction2;
import org.jspecify.annotations.Nullable;

/**
 * The page "Release audit" of a build that has a record. Keeps the build's id and nothing else: what it shows is read from the ledger each time.
 *
 * <p>Whoever may read the build may read the page; Jenkins checks that on the way to the build.
 */
public final class ReleaseAuditAction implements RunAction2 {

    private final String buildId;
    private boolean recorded;
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

    private static final Object LOCK = new Object();

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
}
