package io.jenkins.plugins.releasegates.exemption;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hudson.Util;
import hudson.model.Failure;
import hudson.model.Run;
import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.StandingExemption;
import io.jenkins.lib.releasegates.audit.entry.BreakGlassReviewed.Finding;
import io.jenkins.lib.releasegates.audit.entry.ExemptionAnswered.Answer;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.plugins.releasegates.Messages;
import io.jenkins.plugins.releasegates.ReleaseGatesHome;
import io.jenkins.plugins.releasegates.approval.ApprovalDesk;
import io.jenkins.plugins.releasegates.approval.RefusedAnswerException;
import io.jenkins.plugins.releasegates.audit.ReleaseAuditAction;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jenkins.model.RunAction2;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.HttpRedirect;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerResponse2;
import org.kohsuke.stapler.WebMethod;
import org.kohsuke.stapler.verb.GET;
import org.kohsuke.stapler.verb.POST;

/**
 * What a build was refused and people may let through: a page of its own, a box on the build's page while something is open, and where questions and
 * answers go. Keeps nothing: what it shows is read from the record each time.
 */
public final class ExemptionAction implements RunAction2 {

    private static final Object LOCK = new Object();

    private transient @Nullable Run<?, ?> run;

    /** Adds it to a build, once. */
    public static void add(Run<?, ?> run) throws IOException {
        synchronized (LOCK) {
            if (run.getAction(ExemptionAction.class) == null) {
                run.addAction(new ExemptionAction());
                run.save();
            }
        }
    }

    @Override
    public String getIconFileName() {
        return "symbol-warning-outline plugin-ionicons-api";
    }

    @Override
    public String getDisplayName() {
        return Messages.ExemptionAction_DisplayName();
    }

    @Override
    public String getUrlName() {
        return "release-waivers";
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
    public Look getLook() {
        try {
            Optional<Ledger> ledger = ReleaseGatesHome.get().existingLedger();
            ReleaseAuditAction audit = getRun().getAction(ReleaseAuditAction.class);
            return ledger.isEmpty() || audit == null
                    ? new Look("", List.of(), List.of())
                    : look(ledger.get(), audit.getBuildId());
        } catch (LedgerException e) {
            return new Look(String.valueOf(e.getMessage()), List.of(), List.of());
        }
    }

    private Look look(Ledger ledger, String build) throws LedgerException {
        List<ExemptionView> views = new ArrayList<>();
        for (StandingExemption standing : ledger.exemptions().of(build, ApprovalDesk.now())) {
            views.add(ExemptionView.of(ledger, getRun(), standing));
        }
        List<RefusalView> refusals = Refusal.of(ledger, build).stream()
                .map(refusal -> new RefusalView(getRun(), refusal))
                .toList();
        return new Look("", refusals, views);
    }

    /** What the page shows. */
    public static final class Look {

        private final String problem;
        private final List<RefusalView> refusals;
        private final List<ExemptionView> exemptions;

        Look(String problem, List<RefusalView> refusals, List<ExemptionView> exemptions) {
            this.problem = problem;
            this.refusals = List.copyOf(refusals);
            this.exemptions = List.copyOf(exemptions);
        }

        /** Why nothing can be shown; empty when it can. */
        public String getProblem() {
            return problem;
        }

        /** What nothing newer was decided instead of. */
        public List<RefusalView> getRefusals() {
            return refusals;
        }

        /** What people have asked for, the newest first. */
        public List<ExemptionView> getExemptions() {
            return exemptions;
        }

        /** What waits for somebody. */
        public List<ExemptionView> getOpen() {
            return exemptions.stream().filter(ExemptionView::isOpen).toList();
        }
    }

    /** The same for programs. */
    @GET
    @WebMethod(name = "json")
    public void doJson(StaplerResponse2 response) throws IOException {
        Look look = getLook();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        if (!look.getProblem().isEmpty()) {
            json.put("problem", look.getProblem());
        }
        ArrayNode refusals = json.putArray("refusals");
        look.getRefusals().forEach(view -> refusals.add(view.json()));
        ArrayNode exemptions = json.putArray("exemptions");
        look.getExemptions().forEach(view -> exemptions.add(view.json()));
        send(response, 200, json);
    }

    /** What somebody has filled in on the page. */
    @POST
    @WebMethod(name = "submit")
    public HttpResponse doSubmit(
            @QueryParameter String what,
            @QueryParameter String decision,
            @QueryParameter String gate,
            @QueryParameter String id,
            @QueryParameter String reason,
            @QueryParameter String ticket,
            @QueryParameter String expires) {
        try {
            ExemptionDesk desk = new ExemptionDesk(getRun());
            take(desk, what, decision, gate, id, reason, ticket, expires);
            return desk.note().isEmpty() ? new HttpRedirect(".") : new Failure(desk.note());
        } catch (RefusedAnswerException | LedgerException e) {
            return new Failure(String.valueOf(e.getMessage()));
        }
    }

    /** The same from a program: 200 with how it stands, 409 with a sentence when it doesn't count, 503 when it can't be recorded. */
    @POST
    @WebMethod(name = "act")
    public void doAct(
            @QueryParameter String what,
            @QueryParameter String decision,
            @QueryParameter String gate,
            @QueryParameter String id,
            @QueryParameter String reason,
            @QueryParameter String ticket,
            @QueryParameter String expires,
            StaplerResponse2 response)
            throws IOException {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        try {
            ExemptionDesk desk = new ExemptionDesk(getRun());
            StandingExemption standing = take(desk, what, decision, gate, id, reason, ticket, expires);
            send(
                    response,
                    200,
                    json.put("id", standing.id())
                            .put("state", standing.state().name())
                            .put("note", desk.note()));
        } catch (RefusedAnswerException e) {
            send(response, 409, json.put("why", e.getMessage()));
        } catch (LedgerException e) {
            send(response, 503, json.put("why", Messages.ApprovalAction_NotRecorded(String.valueOf(e.getMessage()))));
        }
    }

    private static StandingExemption take(
            ExemptionDesk desk,
            @Nullable String what,
            @Nullable String decision,
            @Nullable String gate,
            @Nullable String id,
            @Nullable String reason,
            @Nullable String ticket,
            @Nullable String expires)
            throws LedgerException, RefusedAnswerException {
        return switch (what == null ? "" : what) {
            case "WAIVER" -> desk.askForWaiver(decision, gate, reason, ticket, expires);
            case "BREAK_GLASS" -> desk.askToBreakGlass(decision, reason, ticket);
            case "GRANT" -> desk.answer(id, Answer.GRANTED, reason);
            case "REFUSE" -> desk.answer(id, Answer.REFUSED, reason);
            case "WITHDRAW" -> desk.answer(id, Answer.WITHDRAWN, reason);
            case "JUSTIFIED" -> desk.review(id, Finding.JUSTIFIED, reason);
            case "NOT_JUSTIFIED" -> desk.review(id, Finding.NOT_JUSTIFIED, reason);
            default -> throw new RefusedAnswerException(Messages.ExemptionAction_BadWhat(Util.fixNull(what)));
        };
    }

    private static void send(StaplerResponse2 response, int status, ObjectNode json) throws IOException {
        response.setStatus(status);
        response.setContentType("application/json;charset=UTF-8");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.getWriter().write(json.toString());
    }
}
