package io.jenkins.plugins.releasegates.approval;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.RootAction;
import hudson.model.Run;
import io.jenkins.lib.releasegates.approval.ApprovalRequest;
import io.jenkins.plugins.releasegates.Messages;
import io.jenkins.plugins.releasegates.ReleaseGates;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
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
        long mine = rows().stream()
                .filter(InboxRow::isMine)
                .map(InboxRow::getRequest)
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
    public List<InboxRow> getMine() {
        return rows().stream().filter(InboxRow::isMine).toList();
    }

    /** Those that wait for others. */
    public List<InboxRow> getOthers() {
        return rows().stream().filter(row -> !row.isMine()).toList();
    }

    private static List<InboxRow> rows() {
        Set<Waiting> mine = Set.copyOf(ApprovalDesk.get().waitingForCurrentUser());
        return Stream.concat(
                        ApprovalDesk.get().waitingForPeople().stream()
                                .flatMap(place -> row(place, mine.contains(place)).stream()),
                        ExtensionList.lookup(InboxSource.class).stream().flatMap(source -> source.rows().stream()))
                .toList();
    }

    private static Optional<InboxRow> row(Waiting place, boolean mine) {
        Run<?, ?> run = place.run();
        if (run == null) {
            return Optional.empty();
        }
        ApprovalRequest asked = place.asked();
        return Optional.of(new InboxRow(
                run,
                "release-approval",
                place.environment(),
                place.request(),
                asked.terms().rule().words(),
                asked.askedAt(),
                asked.deadline(),
                mine && mayAnswer(run)));
    }

    /** The same for programs. */
    @GET
    @WebMethod(name = "json")
    public void doJson(StaplerResponse2 response) throws IOException {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode waiting = json.putArray("waiting");
        for (InboxRow row : rows()) {
            waiting.addObject()
                    .put("build", row.getBuild())
                    .put("url", row.getUrl())
                    .put("environment", row.getEnvironment())
                    .put("request", row.getRequest())
                    .put("since", row.getSince())
                    .put("deadline", row.getDeadline())
                    .put("rule", row.getRule())
                    .put("mine", row.isMine());
        }
        response.setContentType("application/json;charset=UTF-8");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.getWriter().write(json.toString());
    }
}
