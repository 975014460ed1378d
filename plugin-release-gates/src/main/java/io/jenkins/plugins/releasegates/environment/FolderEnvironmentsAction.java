package io.jenkins.plugins.releasegates.environment;

import hudson.Extension;
import hudson.model.AbstractItem;
import hudson.model.Action;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.security.Permission;
import io.jenkins.lib.releasegates.report.AuditPageRenderer;
import io.jenkins.lib.releasegates.report.EnvironmentsJson;
import io.jenkins.plugins.releasegates.Messages;
import io.jenkins.plugins.releasegates.audit.JobLinks;
import io.jenkins.plugins.releasegates.health.HealthPageAction;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import jenkins.model.Jenkins;
import jenkins.model.TransientActionFactory;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.HttpRedirect;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;
import org.kohsuke.stapler.WebMethod;
import org.kohsuke.stapler.verb.GET;
import org.kohsuke.stapler.verb.POST;

/** The page "Environments" of a folder that an administrator has listed: those that it defines, and the form by which their owners do. */
public final class FolderEnvironmentsAction implements Action {

    private final AbstractItem folder;
    private final FolderItem listed;

    FolderEnvironmentsAction(AbstractItem folder, FolderItem listed) {
        this.folder = folder;
        this.listed = listed;
    }

    @Override
    public @Nullable String getIconFileName() {
        return "symbol-layers-outline plugin-ionicons-api";
    }

    @Override
    public String getDisplayName() {
        return Messages.EnvironmentsPage_DisplayName();
    }

    @Override
    public String getUrlName() {
        return "release-environments";
    }

    /** What the page lies in. */
    public AbstractItem getFolder() {
        return folder;
    }

    /** Whether the reader may define those of this folder. */
    public boolean isConfigurable() {
        return EnvironmentOwners.may(folder);
    }

    /** Nobody sees the form without this: who owns the environments sees it as every reader of the folder would. */
    public Permission getNeededPermission() {
        return isConfigurable() ? Item.READ : Jenkins.ADMINISTER;
    }

    /** What the form is about. */
    public FolderItem getConfiguration() {
        EnvironmentOwners.check(folder);
        return listed;
    }

    /** What is wrong with them, a sentence each. */
    public List<String> getTroubles() {
        EnvironmentOwners.check(folder);
        return EnvironmentConfiguration.get().troublesOf(listed);
    }

    /** The inside of the page, as HTML, escaped. */
    public String getFragment() {
        return AuditPageRenderer.environments(EnvironmentsPageAction.page(ids()), JobLinks.below(root()));
    }

    /** From this page, one below the folder, up to Jenkins itself. */
    private String root() {
        long up = folder.getUrl().chars().filter(letter -> letter == '/').count() + 1;
        return "../".repeat((int) up);
    }

    /** How the service of one of them is. */
    public HealthPageAction getHealth() {
        return new HealthPageAction(this::ids, EnvironmentsPageAction::isVisible);
    }

    /** The same for programs. */
    @GET
    @WebMethod(name = "json")
    public void doJson(StaplerResponse2 response) throws IOException {
        response.setContentType("application/json;charset=UTF-8");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.getOutputStream()
                .write(EnvironmentsJson.of(EnvironmentsPageAction.page(ids()))
                        .toString()
                        .getBytes(StandardCharsets.UTF_8));
    }

    private Collection<String> ids() {
        return EnvironmentConfiguration.get().idsOf(listed);
    }

    /** Saves what the form says. What is wrong with it is kept as well, admits nothing, and stands on the page. */
    @POST
    @WebMethod(name = "configSubmit")
    public HttpResponse doConfigSubmit(StaplerRequest2 request) throws ServletException {
        EnvironmentOwners.check(folder);
        List<EnvironmentItem> given = request.bindJSONToList(
                EnvironmentItem.class, request.getSubmittedForm().get("environments"));
        EnvironmentConfiguration configuration = EnvironmentConfiguration.get();
        configuration.define(folder, given);
        boolean sound = configuration
                .folder(listed.getFolder())
                .filter(item -> configuration.troublesOf(item).isEmpty())
                .isPresent();
        return new HttpRedirect(sound ? "." : "configure");
    }

    /** For folders that are listed. */
    @Extension
    public static final class Factory extends TransientActionFactory<AbstractItem> {

        @Override
        public Class<AbstractItem> type() {
            return AbstractItem.class;
        }

        @Override
        public Class<? extends Action> actionType() {
            return FolderEnvironmentsAction.class;
        }

        @Override
        public Collection<? extends Action> createFor(AbstractItem item) {
            if (!(item instanceof ItemGroup)) {
                return List.of();
            }
            return EnvironmentConfiguration.get()
                    .folder(item.getFullName())
                    .map(listed -> List.of(new FolderEnvironmentsAction(item, listed)))
                    .orElseGet(List::of);
        }
    }
}
