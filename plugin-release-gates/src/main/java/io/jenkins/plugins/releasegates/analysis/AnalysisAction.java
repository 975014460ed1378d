package io.jenkins.plugins.releasegates.analysis;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import hudson.model.Run;
import io.jenkins.lib.releasegates.analysis.Ending;
import io.jenkins.lib.releasegates.analysis.Sample;
import io.jenkins.lib.releasegates.analysis.Seen;
import io.jenkins.lib.releasegates.analysis.metric.MetricState;
import io.jenkins.lib.releasegates.report.AuditPageRenderer;
import io.jenkins.lib.releasegates.report.analysis.AnalysesPage;
import io.jenkins.lib.releasegates.report.analysis.BudgetChart;
import io.jenkins.lib.releasegates.slo.budget.BudgetJson;
import io.jenkins.lib.releasegates.slo.budget.Measured;
import io.jenkins.plugins.releasegates.Messages;
import io.jenkins.plugins.releasegates.health.KeptHistories;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import jenkins.model.RunAction2;
import org.jspecify.annotations.Nullable;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.StaplerResponse2;
import org.kohsuke.stapler.WebMethod;
import org.kohsuke.stapler.verb.GET;

/**
 * The page "Analyses" of a build that asks about a running service: what was seen so far, sample by sample. Keeps nothing; what it shows is read from the
 * files of the build.
 *
 * <p>Whoever may read the build may read the page; Jenkins checks that on the way to the build.
 */
public final class AnalysisAction implements RunAction2 {

    private transient @Nullable Run<?, ?> run;

    AnalysisAction() {}

    /** Adds it, unless the build has it. */
    @Restricted(NoExternalUse.class)
    public static void add(Run<?, ?> run) throws IOException {
        synchronized (AnalysisAction.class) {
            if (run.getAction(AnalysisAction.class) == null) {
                run.addAction(new AnalysisAction());
                run.save();
            }
        }
    }

    @Override
    public String getIconFileName() {
        return "symbol-analytics-outline plugin-ionicons-api";
    }

    @Override
    public String getDisplayName() {
        return Messages.AnalysisAction_DisplayName();
    }

    @Override
    public String getUrlName() {
        return "release-analyses";
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

    /** The inside of the page, as HTML, escaped. */
    public String getFragment() throws IOException {
        List<String> troubles = new ArrayList<>();
        List<MetricState> states = KeptAnalysis.all(getRun(), troubles::add);
        List<AnalysesPage.Budget> budgets = new ArrayList<>();
        for (KeptBudgets.Kept kept : KeptBudgets.all(getRun(), troubles::add)) {
            String id = "rg-chart-" + budgets.size();
            budgets.add(new AnalysesPage.Budget(kept.budget(), chart(id, kept, troubles::add)));
        }
        return AuditPageRenderer.analyses(AnalysesPage.withCharts(states, budgets, troubles));
    }

    /** Of what is still an environment's objective, over its window up to now. */
    private static Optional<BudgetChart> chart(String id, KeptBudgets.Kept kept, Consumer<? super String> troubles) {
        return kept.environment().isPresent() && kept.budget().measured() instanceof Measured.Known known
                ? KeptHistories.chart(
                        id, kept.environment().get(), known.budget().about(), troubles)
                : Optional.empty();
    }

    /** The same for programs. */
    @GET
    @WebMethod(name = "json")
    public void doJson(StaplerResponse2 response) throws IOException {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode analyses = json.putArray("analyses");
        ArrayNode troubles = json.putArray("troubles");
        for (MetricState state : KeptAnalysis.all(getRun(), troubles::add)) {
            one(analyses.addObject(), state);
        }
        ArrayNode budgets = json.putArray("budgets");
        for (KeptBudgets.Kept kept : KeptBudgets.all(getRun(), troubles::add)) {
            budgets.addRawValue(new RawValue(BudgetJson.write(kept.budget())));
        }
        response.setContentType("application/json;charset=UTF-8");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.getOutputStream().write(json.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void one(ObjectNode json, MetricState state) {
        json.put("gate", state.series().gates().get(0));
        json.put("phase", state.series().phase().name());
        state.series().ending().map(Ending::name).ifPresent(ending -> json.put("ending", ending));
        json.put("startedAt", state.series().startedAt().toString());
        json.put("deadline", state.series().deadline().toString());
        json.put("connection", state.about().connection());
        json.put("query", state.about().question());
        json.put("demand", state.about().demand());
        json.put("samplesLeftOut", state.history().left());
        ArrayNode samples = json.putArray("samples");
        for (Sample sample : state.history().samples()) {
            Seen seen = sample.seen().get(0);
            samples.addObject()
                    .put("at", sample.at().toString())
                    .put("outcome", seen.outcome().name())
                    .put("value", seen.value());
        }
    }
}
