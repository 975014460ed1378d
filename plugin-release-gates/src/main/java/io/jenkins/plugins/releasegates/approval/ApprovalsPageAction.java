package io.jenkins.plugins.releasegates.approval;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hudson.Extension;
import hudson.model.RootAction;
import hudson.model.Run;
import io.jenkins.plugins.releasegates.Messages;
import io.jenkins.plugins.releasegates.ReleaseGates;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import jenkins.management.Badge;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.StaplerResponse2;
import org.kohsuke.stapler.WebMethod;
import org.kohsuke.stapler.verb.GET;

/** The page "Approvals": all that waits for people in builds that the reader may see; the badge counts what waits for the reader. */
@Extension
public final class ApprovalsPageAction implements RootAction {

    @Override
    public @Nullable String getIconFileName() {
        return ApprovalDesk.currentAccount().isEmpty() ? null : "symbol-people-outline plugin-ionicons-api";
    }

    @Override
    public String getDisplayName() {
        return Messages.ApprovalAction_DisplayName();
    }

    @Override
    public String getUrlName() {
        return "release-approvals";
    }

    @Override
    public boolean isPrimaryAction() {
        return true;
    }

    @Override
    public @Nullable Badge getBadge() {
        long mine = ApprovalDesk.get().waitingForCurrentUser().stream()
                .filter(place -> mayAnswer(place.run()))
                .map(Waiting::request)
                .distinct()
                .count();
        return mine == 0
                ? null
                : new Badge(String.valueOf(mine), Messages.ApprovalsPage_Badge(mine), Badge.Severity.WARNING);
    }

    private static boolean mayAnswer(@Nullable Run<?, ?> run) {
        return run != null && ReleaseGates.may(run, ReleaseGates.APPROVE);
    }

    /** Those that wait for the reader. */
    public List<Row> getMine() {
        return rows().stream().filter(Row::mine).toList();
    }

    /** Those that wait for others. */
    public List<Row> getOthers() {
        return rows().stream().filter(row -> !row.mine()).toList();
    }

    private static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        Set<Waiting> mine = Set.copyOf(ApprovalDesk.get().waitingForCurrentUser());
        for (Waiting place : ApprovalDesk.get().waitingForPeople()) {
            Run<?, ?> run = place.run();
            if (run != null) {
                rows.add(new Row(run, place, mine.contains(place) && mayAnswer(run)));
            }
        }
        return rows;
    }

    /** The same for programs. */
    @GET
    @WebMethod(name = "json")
    public void doJson(StaplerResponse2 response) throws IOException {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode waiting = json.putArray("waiting");
        for (Row row : rows()) {
            waiting.addObject()
                    .put("build", row.getBuild())
                    .put("url", row.getUrl())
                    .put("environment", row.getEnvironment())
                    .put("request", row.getRequest())
                    .put("since", row.getSince())
                    .put("deadline", row.getDeadline())
                    .put("rule", row.getRule())
                    .put("mine", row.mine());
        }
        response.setContentType("application/json;charset=UTF-8");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.getWriter().write(json.toString());
    }

    /** One that waits. */
    public static final class Row {

        private final Run<?, ?> run;
        private final Waiting place;
        private final boolean mine;

        Row(Run<?, ?> run, Waiting place, boolean mine) {
            this.run = run;
            this.place = place;
            this.mine = mine;
        }

        boolean mine() {
            return mine;
        }

        public String getBuild() {
            return run.getFullDisplayName();
        }

        /** From the root of this Jenkins. */
        public String getUrl() {
            return run.getUrl() + "release-approval/";
        }

        public String getEnvironment() {
            return place.environment();
        }

        public String getRequest() {
            return place.request();
        }

        public String getSince() {
            return Texts.time(place.standing().askedAt());
        }

        public String getDeadline() {
            return Texts.time(place.deadline());
        }

        public String getRule() {
            return place.standing().terms().rule().words();
        }
    }
}
