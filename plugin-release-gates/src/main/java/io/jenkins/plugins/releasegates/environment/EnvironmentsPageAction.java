package io.jenkins.plugins.releasegates.environment;

import hudson.Extension;
import hudson.model.RootAction;
import hudson.security.Permission;
import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.report.AuditPageRenderer;
import io.jenkins.lib.releasegates.report.EnvironmentsJson;
import io.jenkins.lib.releasegates.report.EnvironmentsPage;
import io.jenkins.lib.releasegates.report.EventRow;
import io.jenkins.plugins.releasegates.Messages;
import io.jenkins.plugins.releasegates.ReleaseGates;
import io.jenkins.plugins.releasegates.ReleaseGatesHome;
import io.jenkins.plugins.releasegates.audit.JobLinks;
import io.jenkins.plugins.releasegates.audit.PromotionReport;
import io.jenkins.plugins.releasegates.health.HealthPageAction;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.HttpRedirect;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;
import org.kohsuke.stapler.WebMethod;
import org.kohsuke.stapler.verb.GET;
import org.kohsuke.stapler.verb.POST;

/**
 * The page "Environments": what is in each, what it demands, and what happened there, as far as the reader may see the jobs; and the form by which
 * owners define them.
 */
@Extension
public final class EnvironmentsPageAction implements RootAction {

    @Override
    public @Nullable String getIconFileName() {
        return seen().isEmpty() && !isConfigurable() ? null : "symbol-layers-outline plugin-ionicons-api";
    }

    @Override
    public String getDisplayName() {
        return Messages.EnvironmentsPage_DisplayName();
    }

    @Override
    public String getUrlName() {
        return "release-environments";
    }

    /** Whether the reader may define environments. */
    public boolean isConfigurable() {
        return ReleaseGates.may(ReleaseGates.CONFIGURE_ENVIRONMENT);
    }

    /** Who may define environments has one of these. */
    public Permission[] getConfigurePermissions() {
        return ReleaseGates.eitherOr(ReleaseGates.CONFIGURE_ENVIRONMENT);
    }

    /** What the form is about. */
    public EnvironmentConfiguration getConfiguration() {
        ReleaseGates.check(ReleaseGates.CONFIGURE_ENVIRONMENT);
        return EnvironmentConfiguration.get();
    }

    /** What is wrong with environments, a sentence each. */
    public List<String> getTroubles() {
        ReleaseGates.check(ReleaseGates.CONFIGURE_ENVIRONMENT);
        return EnvironmentConfiguration.get().troubles();
    }

    /** The inside of the page, as HTML, escaped. */
    public String getFragment() {
        return AuditPageRenderer.environments(page(seen()), JobLinks.ofCurrentUser());
    }

    /** Whether the reader may see what the record has of all jobs. */
    public boolean isReportable() {
        return ReleaseGates.may(ReleaseGates.VIEW_AUDIT);
    }

    /** The report on a period. */
    public PromotionReport getReport() {
        ReleaseGates.check(ReleaseGates.VIEW_AUDIT);
        return new PromotionReport();
    }

    /** Who holds what. */
    public DutiesPageAction getDuties() {
        ReleaseGates.check(ReleaseGates.VIEW_AUDIT);
        return new DutiesPageAction();
    }

    /** How the service of one of them is. */
    public HealthPageAction getHealth() {
        return new HealthPageAction(EnvironmentsPageAction::seen, EnvironmentsPageAction::isVisible);
    }

    /** The same for programs. */
    @GET
    @WebMethod(name = "json")
    public void doJson(StaplerResponse2 response) throws IOException {
        response.setContentType("application/json;charset=UTF-8");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.getOutputStream()
                .write(EnvironmentsJson.of(page(seen())).toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Those of folders that the reader may see, besides those of the controller. */
    private static List<String> seen() {
        return EnvironmentConfiguration.get().ids().stream()
                .filter(id -> id.indexOf('/') < 0 || EnvironmentOwners.maySee(id.substring(0, id.lastIndexOf('/'))))
                .toList();
    }

    /** What there is to say of those that the record calls so. */
    static EnvironmentsPage page(Collection<String> ids) {
        Instant now = Clock.systemUTC().instant();
        EnvironmentConfiguration configuration = EnvironmentConfiguration.get();
        List<EnvironmentsPage.One> all = new ArrayList<>();
        for (String id : ids) {
            all.add(one(configuration, id, now));
        }
        return new EnvironmentsPage(now, all);
    }

    private static EnvironmentsPage.One one(EnvironmentConfiguration configuration, String name, Instant now) {
        List<String> troubles = new ArrayList<>(configuration.troubles(name));
        try {
            Optional<Ledger> ledger = ReleaseGatesHome.get().existingLedger();
            return EnvironmentsPage.one(
                    ledger, name, configuration.environment(name), troubles, EnvironmentsPageAction::isVisible, now);
        } catch (LedgerException e) {
            troubles.add(Messages.EnvironmentsPage_Unreadable(String.valueOf(e.getMessage())));
            return new EnvironmentsPage.One(name, troubles, Optional.empty(), Optional.empty(), List.of(), List.of());
        }
    }

    static boolean isVisible(EventRow row) {
        return ReleaseGates.may(ReleaseGates.VIEW_AUDIT)
                || ReleaseGatesHome.get().job(row.jobName()).isPresent();
    }

    /** Saves what the form says. What is wrong with it is kept as well, admits nothing, and stands on the page. */
    @POST
    @WebMethod(name = "configSubmit")
    public HttpResponse doConfigSubmit(StaplerRequest2 request) throws ServletException {
        ReleaseGates.check(ReleaseGates.CONFIGURE_ENVIRONMENT);
        EnvironmentConfiguration configuration = EnvironmentConfiguration.get();
        configuration.define(request, request.getSubmittedForm());
        return new HttpRedirect(configuration.troubles().isEmpty() ? "." : "configure");
    }
}
