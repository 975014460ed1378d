package io.jenkins.plugins.releasegates.health;

import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.environment.Environment;
import io.jenkins.lib.releasegates.report.AuditPageRenderer;
import io.jenkins.lib.releasegates.report.EventRow;
import io.jenkins.lib.releasegates.report.HealthJson;
import io.jenkins.lib.releasegates.report.HealthPage;
import io.jenkins.plugins.releasegates.Messages;
import io.jenkins.plugins.releasegates.ReleaseGatesHome;
import io.jenkins.plugins.releasegates.audit.JobLinks;
import io.jenkins.plugins.releasegates.environment.EnvironmentConfiguration;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;
import org.kohsuke.stapler.WebMethod;
import org.kohsuke.stapler.verb.GET;

/**
 * The page "Health" of an environment, which the address names in {@code environment} since names of a folder's environments have slashes: error budgets over
 * their windows, and what the owner's gates said last. Shows the environments that the page before it shows, and no others.
 */
@Restricted(NoExternalUse.class)
public final class HealthPageAction {

    private static final String ENVIRONMENT = "environment";

    private final Supplier<? extends Collection<String>> seen;
    private final Predicate<EventRow> visible;

    /**
     * With what the reader may see.
     *
     * @param seen names of environments, as the record calls them
     * @param visible which events name jobs that the reader may see
     */
    public HealthPageAction(Supplier<? extends Collection<String>> seen, Predicate<EventRow> visible) {
        this.seen = seen;
        this.visible = visible;
    }

    /** For the page. */
    public String getDisplayName() {
        return Messages.HealthPage_DisplayName();
    }

    /** What the address names, as far as the reader may see that. */
    private Optional<String> named(StaplerRequest2 request) {
        String given = request.getParameter(ENVIRONMENT);
        return seen.get().stream().filter(id -> id.equals(given)).findFirst();
    }

    /** The environment, for the title; what isn't seen has no name here. */
    public String title(StaplerRequest2 request) {
        return named(request).map(Messages::HealthPage_Title).orElseGet(Messages::HealthPage_DisplayName);
    }

    /** The inside of the page, as HTML, escaped; without an environment a sentence. */
    public String fragment(StaplerRequest2 request) {
        String root = request.getContextPath() + "/";
        return AuditPageRenderer.health(page(named(request)), JobLinks.below(root));
    }

    /** The same for programs. */
    @GET
    @WebMethod(name = "json")
    public void doJson(StaplerRequest2 request, StaplerResponse2 response) throws IOException {
        Optional<String> named = named(request);
        if (named.isEmpty()) {
            response.sendError(404);
            return;
        }
        response.setContentType("application/json;charset=UTF-8");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.getOutputStream().write(HealthJson.of(page(named)).getBytes(StandardCharsets.UTF_8));
    }

    private HealthPage page(Optional<String> name) {
        Instant now = Clock.systemUTC().instant();
        if (name.isEmpty()) {
            return nothing("", now, List.of(Messages.HealthPage_NoEnvironment()));
        }
        EnvironmentConfiguration configuration = EnvironmentConfiguration.get();
        Optional<Environment> environment = configuration.environment(name.get());
        if (environment.isEmpty()) {
            return nothing(name.get(), now, configuration.troubles(name.get()));
        }
        List<String> troubles = new ArrayList<>();
        try {
            HealthPage page = HealthPage.of(
                    ReleaseGatesHome.get().existingLedger(),
                    environment.get(),
                    objective -> KeptHistories.of(
                            name.get(), objective, environment.get().health().way(), troubles::add),
                    visible,
                    now);
            return page.with(troubles);
        } catch (LedgerException e) {
            return nothing(
                    name.get(), now, List.of(Messages.EnvironmentsPage_Unreadable(String.valueOf(e.getMessage()))));
        }
    }

    private static HealthPage nothing(String name, Instant now, List<String> troubles) {
        return new HealthPage(
                name, now, List.of(), List.of(), now.minus(Duration.ofDays(90)), List.of(), false, troubles);
    }
}
