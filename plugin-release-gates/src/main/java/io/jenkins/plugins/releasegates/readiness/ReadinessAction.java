package io.jenkins.plugins.releasegates.readiness;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import hudson.AbortException;
import hudson.model.Run;
import io.jenkins.lib.releasegates.readiness.ItemResult;
import io.jenkins.lib.releasegates.readiness.ReadinessJson;
import io.jenkins.lib.releasegates.readiness.checklist.Checklist;
import io.jenkins.plugins.releasegates.Messages;
import java.io.IOException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jenkins.model.RunAction2;
import org.jspecify.annotations.Nullable;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.StaplerResponse2;
import org.kohsuke.stapler.WebMethod;
import org.kohsuke.stapler.verb.GET;

/**
 * The page "Readiness" of a build, and a box on the build's page while it waits. Keeps nothing; what it shows is read from the files of the build.
 *
 * <p>Whoever may read the build may read the page; Jenkins checks that on the way to the build.
 */
public final class ReadinessAction implements RunAction2 {

    private transient @Nullable Run<?, ?> run;

    ReadinessAction() {}

    /** Adds it, unless the build has it. */
    @Restricted(NoExternalUse.class)
    static void add(Run<?, ?> run) throws IOException {
        synchronized (ReadinessAction.class) {
            if (run.getAction(ReadinessAction.class) == null) {
                run.addAction(new ReadinessAction());
                run.save();
            }
        }
    }

    @Override
    public String getIconFileName() {
        return "symbol-clipboard-outline plugin-ionicons-api";
    }

    @Override
    public String getDisplayName() {
        return Messages.ReadinessAction_DisplayName();
    }

    @Override
    public String getUrlName() {
        return "release-readiness";
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

    /** All at one look. */
    public Look getLook() throws IOException {
        List<String> troubles = new ArrayList<>();
        List<Shown> shown = KeptReadiness.all(getRun(), troubles::add).stream()
                .map(state -> new Shown(state, getRun().isBuilding()))
                .toList();
        return new Look(shown, troubles);
    }

    /** The page on which the pipeline's own checklist of that step is answered. */
    public @Nullable ChecklistPage getChecklist(String step) throws IOException {
        Optional<KeptReadiness.State> state = KeptReadiness.all(getRun(), trouble -> {}).stream()
                .filter(one -> one.step().equals(step) && one.own().isPresent())
                .findFirst();
        Optional<ServiceItem> service = state.flatMap(known ->
                ServiceConfiguration.get().service(known.result().service().name()));
        String job = getRun().getParent().getFullName();
        if (state.isEmpty() || service.isEmpty() || !service.get().mayBeJudgedIn(job)) {
            return null;
        }
        try {
            Checklist own = AskedChecklist.ownOf(state.get().own().orElseThrow(), "checklist", job);
            return new ChecklistPage(service.get(), own);
        } catch (AbortException e) {
            return null;
        }
    }

    /** The same for programs. */
    @GET
    @WebMethod(name = "json")
    public void doJson(StaplerResponse2 response) throws IOException {
        Look look = getLook();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode checks = json.putArray("checklists");
        for (Shown shown : look.getShown()) {
            ObjectNode one = checks.addObject();
            one.put("title", shown.getTitle()).put("waiting", shown.isWaiting()).put("form", shown.getForm());
            one.putRawValue("result", new RawValue(ReadinessJson.write(shown.state.result())));
        }
        ArrayNode troubles = json.putArray("troubles");
        look.getTroubles().forEach(troubles::add);
        ChecklistPage.send(response, 200, json);
    }

    /** What the page shows. */
    public static final class Look {
        private final List<Shown> shown;
        private final List<String> troubles;

        Look(List<Shown> shown, List<String> troubles) {
            this.shown = List.copyOf(shown);
            this.troubles = List.copyOf(troubles);
        }

        public List<Shown> getShown() {
            return shown;
        }

        public List<String> getTroubles() {
            return troubles;
        }

        /** Those that wait for somebody. */
        public List<Shown> getWaiting() {
            return shown.stream().filter(Shown::isWaiting).toList();
        }
    }

    /** One checklist in this build. */
    public static final class Shown {
        private final KeptReadiness.State state;
        private final boolean building;

        Shown(KeptReadiness.State state, boolean building) {
            this.state = state;
            this.building = building;
        }

        public String getTitle() {
            return state.title();
        }

        public String getService() {
            return state.result().service().name();
        }

        public int getTier() {
            return state.result().service().tier();
        }

        public String getChecklist() {
            return state.result().checklist();
        }

        public String getDigest() {
            return state.result().digest().toString();
        }

        /** Whether the checklist is the pipeline's own. */
        public boolean isOwn() {
            return state.own().isPresent();
        }

        public boolean isWaiting() {
            return building && state.waiting();
        }

        /** Until when it waits; empty where it doesn't. */
        public String getDeadline() {
            return state.deadline()
                    .map(deadline -> deadline.truncatedTo(ChronoUnit.SECONDS).toString())
                    .orElse("");
        }

        public String getAt() {
            return state.result().at().truncatedTo(ChronoUnit.SECONDS).toString();
        }

        public String getVerdict() {
            return state.result().verdict().kind().name();
        }

        public boolean isPassed() {
            return state.result().verdict().kind().admits();
        }

        public String getWords() {
            return state.result().verdict().grounds().why();
        }

        public int getOpenCount() {
            return state.result().asked().items().size();
        }

        public List<Row> getRows() {
            return state.result().items().stream().map(Row::new).toList();
        }

        /** Where it is answered, as an address below Jenkins or below this page. */
        public String getForm() {
            return isOwn()
                    ? "checklist/" + state.step() + "/"
                    : "release-services/service/" + hudson.Util.rawEncode(getService()) + "/checklist/"
                            + hudson.Util.rawEncode(getChecklist()) + "/";
        }
    }

    /** One item. */
    public static final class Row {
        private final ItemResult item;

        Row(ItemResult item) {
            this.item = item;
        }

        public String getId() {
            return item.id();
        }

        public String getQuestion() {
            return item.question();
        }

        public String getSeverity() {
            return item.severity().id();
        }

        public String getRole() {
            return item.role();
        }

        public String getStatus() {
            return item.status().name();
        }

        public String getTone() {
            return switch (item.counts()) {
                case PASSED, NOT_APPLICABLE, WAIVED -> "rg-good";
                case WARNING -> "rg-careful";
                default -> "rg-bad";
            };
        }

        /** What was seen or said, and why it stands so. */
        public String getWords() {
            String observed = item.words().observed();
            return (observed.isEmpty() ? "" : observed + ". ") + item.words().why();
        }

        /** Whose word it is. */
        public String getProvenance() {
            return item.source()
                    .provenance()
                    .map(provenance -> provenance.words())
                    .orElse("");
        }

        public boolean isOpen() {
            return item.status().isOpen();
        }
    }
}
