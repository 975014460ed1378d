package io.jenkins.lib.releasegates.report;

import io.jenkins.lib.releasegates.report.analysis.AnalysesPage;
import io.jenkins.lib.releasegates.report.duty.DutiesPage;
import io.jenkins.lib.releasegates.report.security.SecurityPage;
import io.jenkins.lib.releasegates.report.security.SecurityTrend;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The page as HTML: jte escapes every value by the place that it stands in. Thread-safe. */
public final class AuditPageRenderer {

    private AuditPageRenderer() {}

    /** The inside of a page, for a frame that brings its own head; needs {@link #css} beside it, and neither script nor inline style. */
    public static String fragment(AuditPage page) {
        return Templates.render("fragment.jte", Map.of("page", page));
    }

    /** A page in one file that loads nothing and runs nothing. */
    public static String file(AuditPage page) {
        return Templates.render("file.jte", Map.of("page", page, "css", css()));
    }

    /** A list of events, for a frame that brings its own head. */
    public static String events(EventPage page, EventLinks links) {
        return Templates.render(
                "events.jte", Map.of("rows", page.rows(), "links", links, "caption", "Events that were found"));
    }

    /** The environments of a host, for a frame that brings its own head; links lead from there to builds. */
    public static String environments(EnvironmentsPage page, EventLinks links) {
        return Templates.render("environments.jte", Map.of("page", page, "links", links));
    }

    /** Who holds what, for a frame that brings its own head. */
    public static String duties(DutiesPage page) {
        return Templates.render("duties.jte", Map.of("page", page));
    }

    /** The findings of a build, for a frame that brings its own head. */
    public static String security(SecurityPage page) {
        return Templates.render("security.jte", Map.of("page", page));
    }

    /** The findings of the last builds of a job, for its page; links lead from there to the builds. */
    public static String trend(SecurityTrend trend) {
        return Templates.render("trend.jte", Map.of("trend", trend));
    }

    /** What was asked about the running service, for a frame that brings its own head. */
    public static String analyses(AnalysesPage page) {
        return Templates.render("analyses.jte", Map.of("page", page));
    }

    /** How the service of an environment is, for a frame that brings its own head; links lead from there to builds. */
    public static String health(HealthPage page, EventLinks links) {
        return Templates.render("health.jte", Map.of("page", page, "links", links));
    }

    /** The styles of {@link #fragment}; every selector begins with {@code .rg-}. */
    public static String css() {
        return resource("audit-page.css");
    }

    private static String resource(String name) {
        try (InputStream css = AuditPageRenderer.class.getResourceAsStream(name)) {
            if (css == null) {
                throw new IllegalStateException("The engine's jar lacks " + name);
            }
            return new String(css.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
