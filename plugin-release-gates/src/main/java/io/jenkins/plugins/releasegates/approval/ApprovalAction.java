package io.jenkins.plugins.releasegates.approval;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hudson.Util;
import hudson.model.Failure;
import hudson.model.Run;
import io.jenkins.lib.releasegates.approval.Answer;
import io.jenkins.lib.releasegates.audit.Approvals;
import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.entry.Actor;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.entry.TrailEntry;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.plugins.releasegates.Messages;
import io.jenkins.plugins.releasegates.ReleaseGates;
import io.jenkins.plugins.releasegates.ReleaseGatesHome;
import io.jenkins.plugins.releasegates.audit.ReleaseAuditAction;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import jenkins.model.RunAction2;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.HttpRedirect;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;
import org.kohsuke.stapler.WebMethod;
import org.kohsuke.stapler.verb.GET;
import org.kohsuke.stapler.verb.POST;

/**
 * What a build has asked people to approve: a box on its page, a page of its own, and where answers go. Keeps nothing: what it shows is read from the
 * record each time.
 */
public final class ApprovalAction implements RunAction2 {

    private static final Object LOCK = new Object();

    private transient @Nullable Run<?, ?> run;

    /** Adds it to a build, once. */
    static void add(Run<?, ?> run) throws IOException {
        synchronized (LOCK) {
            if (run.getAction(ApprovalAction.class) == null) {
                run.addAction(new ApprovalAction());
                run.save();
            }
        }
    }

    @Override
    public String getIconFileName() {
        return "symbol-people-outline plugin-ionicons-api";
    }

    @Override
    public String getDisplayName() {
        return Messages.ApprovalAction_DisplayName();
    }

    @Override
    public String getUrlName() {
        return "release-approval";
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

    /** What was asked, the newest first. */
    public List<ApprovalView> getRequests() {
        List<ApprovalView> requests = new ArrayList<>();
        try {
            Optional<Ledger> ledger = ReleaseGatesHome.get().existingLedger();
            ReleaseAuditAction audit = getRun().getAction(ReleaseAuditAction.class);
            if (ledger.isEmpty() || audit == null) {
                return requests;
            }
            for (TrailEntry asked : ledger.get().approvals().of(audit.getBuildId())) {
                requests.add(0, ApprovalView.of(ledger.get(), getRun(), asked));
            }
        } catch (LedgerException e) {
            requests.add(0, ApprovalView.unreadable(String.valueOf(e.getMessage())));
        }
        return requests;
    }

    /** Those that still wait. */
    public List<ApprovalView> getOpen() {
        return getRequests().stream().filter(ApprovalView::isWaiting).toList();
    }

    /** The same for programs; an answer has to name the content that it shows. */
    @GET
    @WebMethod(name = "json")
    public void doJson(StaplerResponse2 response) throws IOException {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode requests = json.putArray("requests");
        getRequests().forEach(view -> requests.add(view.json()));
        send(response, 200, json);
    }

    /** An answer from the page. */
    @POST
    @WebMethod(name = "answer")
    public HttpResponse doAnswer(
            @QueryParameter String request,
            @QueryParameter String answer,
            @QueryParameter String shown,
            @QueryParameter String reason,
            @QueryParameter String password,
            StaplerRequest2 sent) {
        try {
            take(request, answer, shown, reason, Reauthentication.of(password, sent.getQueryString()));
            return new HttpRedirect(".");
        } catch (RefusedAnswerException | LedgerException e) {
            return new Failure(String.valueOf(e.getMessage()));
        }
    }

    /** An answer from a program: 200 with how the request stands, 409 with a sentence when it doesn't count, 503 when it can't be recorded. */
    @POST
    @WebMethod(name = "decide")
    public void doDecide(
            @QueryParameter String request,
            @QueryParameter String answer,
            @QueryParameter String shown,
            @QueryParameter String reason,
            @QueryParameter String password,
            StaplerRequest2 sent,
            StaplerResponse2 response)
            throws IOException {
        try {
            Approvals.Standing standing =
                    take(request, answer, shown, reason, Reauthentication.of(password, sent.getQueryString()));
            send(
                    response,
                    200,
                    JsonNodeFactory.instance
                            .objectNode()
                            .put("request", standing.id())
                            .put("status", standing.request().status().name()));
        } catch (RefusedAnswerException e) {
            send(response, 409, JsonNodeFactory.instance.objectNode().put("why", e.getMessage()));
        } catch (LedgerException e) {
            send(
                    response,
                    503,
                    JsonNodeFactory.instance
                            .objectNode()
                            .put("why", Messages.ApprovalAction_NotRecorded(String.valueOf(e.getMessage()))));
        }
    }

    private Approvals.Standing take(
            String request, String kind, String shown, @Nullable String reason, Reauthentication password)
            throws LedgerException, RefusedAnswerException {
        if (!ReleaseGates.may(getRun(), ReleaseGates.APPROVE)) {
            throw new RefusedAnswerException(Messages.ApprovalAction_NoPermission());
        }
        Actor actor = ReleaseGates.actor();
        if (actor.id().isEmpty()) {
            throw new RefusedAnswerException(Messages.ApprovalAction_NobodyInParticular());
        }
        Answer answer;
        try {
            answer = new Answer(
                    Answer.Kind.valueOf(Util.fixNull(kind)),
                    actor.id(),
                    Digest.parse(Util.fixNull(shown)),
                    Util.fixNull(reason).trim(),
                    ApprovalDesk.now(),
                    Set.of());
        } catch (IllegalArgumentException e) {
            throw new RefusedAnswerException(Messages.ApprovalAction_BadAnswer());
        }
        return ApprovalDesk.get().answer(getRun(), Util.fixNull(request), answer, password, actor);
    }

    private static void send(StaplerResponse2 response, int status, ObjectNode json) throws IOException {
        response.setStatus(status);
        response.setContentType("application/json;charset=UTF-8");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.getWriter().write(json.toString());
    }
}
