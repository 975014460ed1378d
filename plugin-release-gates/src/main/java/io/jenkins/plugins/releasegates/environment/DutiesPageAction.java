package io.jenkins.plugins.releasegates.environment;

import hudson.security.Permission;
import io.jenkins.lib.releasegates.environment.Environment;
import io.jenkins.lib.releasegates.report.AuditPageRenderer;
import io.jenkins.lib.releasegates.report.duty.DutiesJson;
import io.jenkins.lib.releasegates.report.duty.DutiesPage;
import io.jenkins.lib.releasegates.report.duty.DutyHolder;
import io.jenkins.plugins.releasegates.Messages;
import io.jenkins.plugins.releasegates.ReleaseGates;
import io.jenkins.plugins.releasegates.people.HeldDuties;
import io.jenkins.plugins.releasegates.people.KnownPeople;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import org.kohsuke.stapler.StaplerResponse2;
import org.kohsuke.stapler.WebMethod;
import org.kohsuke.stapler.verb.GET;

/** The page "Separation of duties": who holds what, which pairs conflict, and what keeps them apart. */
public final class DutiesPageAction {

    DutiesPageAction() {}

    /** For the page. */
    public String getDisplayName() {
        return Messages.DutiesPage_DisplayName();
    }

    /** Who may look has one of these. */
    public Permission[] getPermissions() {
        return ReleaseGates.eitherOr(ReleaseGates.VIEW_AUDIT);
    }

    /** The inside of the page, as HTML, escaped. */
    public String getFragment() {
        return AuditPageRenderer.duties(page());
    }

    /** The same for programs. */
    @GET
    @WebMethod(name = "json")
    public void doJson(StaplerResponse2 response) throws IOException {
        ReleaseGates.check(ReleaseGates.VIEW_AUDIT);
        response.setContentType("application/json;charset=UTF-8");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.getOutputStream().write(DutiesJson.of(page()).toString().getBytes(StandardCharsets.UTF_8));
    }

    private static DutiesPage page() {
        ReleaseGates.check(ReleaseGates.VIEW_AUDIT);
        EnvironmentConfiguration configuration = EnvironmentConfiguration.get();
        KnownPeople people = configuration.knownPeople();
        List<Environment> environments = configuration.usable();
        HeldDuties held = new HeldDuties(
                job -> environments.stream()
                        .anyMatch(environment -> environment.entrance().mayCome(job)),
                configuration.getFolders().stream().map(FolderItem::getFolder).toList(),
                (folder, user) -> configuration
                        .folder(folder)
                        .filter(listed -> EnvironmentOwners.isNamed(listed, user))
                        .isPresent());
        List<DutyHolder> holders = held.holders(people.aliases());
        return DutiesPage.of(Clock.systemUTC().instant(), holders, environments, people, held.limits());
    }
}
