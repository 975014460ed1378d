package io.jenkins.plugins.releasegates.audit;

import hudson.Extension;
import hudson.model.RootAction;
import hudson.security.Permission;
import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.entry.Event;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.audit.note.Checkpoint;
import io.jenkins.lib.releasegates.audit.note.LogKey;
import io.jenkins.lib.releasegates.audit.witness.WitnessState;
import io.jenkins.lib.releasegates.report.AuditPageRenderer;
import io.jenkins.lib.releasegates.report.EventPage;
import io.jenkins.lib.releasegates.report.EventPageJson;
import io.jenkins.plugins.releasegates.Messages;
import io.jenkins.plugins.releasegates.ReleaseGates;
import io.jenkins.plugins.releasegates.ReleaseGatesHome;
import io.jenkins.plugins.releasegates.ledger.LedgerCheck;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
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
 * The page "Release audit" of the whole controller: events of all jobs, found by an index and never by walking builds; the key of the ledger, and
 * how far its witnesses are.
 */
@Extension
public final class ReleaseAudit implements RootAction {

    private static final int EXPORTED_AT_ONCE = 500;

    @Override
    public @Nullable String getIconFileName() {
        return ReleaseGates.may(ReleaseGates.VIEW_AUDIT) ? "symbol-shield-checkmark-outline plugin-ionicons-api" : null;
    }

    @Override
    public String getDisplayName() {
        return Messages.ReleaseAudit_DisplayName();
    }

    @Override
    public String getUrlName() {
        return "release-audit";
    }

    /** Who may open the page has one of these. */
    public Permission[] getPermissions() {
        return ReleaseGates.eitherOr(ReleaseGates.VIEW_AUDIT);
    }

    /** Kinds of events, for the form. */
    public List<String> getKinds() {
        return Event.kinds();
    }

    /** Whether events may be taken along. */
    public boolean isExportable() {
        return ReleaseGates.may(ReleaseGates.EXPORT_AUDIT);
    }

    /** Whether the key may be exchanged. */
    public boolean isRotatable() {
        return ReleaseGatesHome.get().mayConfigure();
    }

    /** What the page shows, read now. */
    public View view(StaplerRequest2 request) {
        ReleaseGates.check(ReleaseGates.VIEW_AUDIT);
        AuditQuery query = new AuditQuery(request::getParameter);
        try {
            Optional<Ledger> ledger = ReleaseGatesHome.get().existingLedger();
            if (ledger.isEmpty()) {
                return new View(query, null, null, List.of(Messages.ReleaseAudit_NoLedger()));
            }
            if (!query.getProblems().isEmpty()) {
                return new View(query, null, ledger.get(), query.getProblems());
            }
            EventPage page = EventPage.of(ledger.get(), query.query(), query.before(), query.limit());
            JobLinks.reconcile(page.rows());
            return new View(query, page, ledger.get(), List.of());
        } catch (LedgerException e) {
            return new View(
                    query, null, null, List.of(Messages.ReleaseAudit_Unreadable(String.valueOf(e.getMessage()))));
        }
    }

    /** A page of events as JSON; the parameters are those of the form, and {@code before} and {@code limit}. */
    @GET
    @WebMethod(name = "json")
    public void doJson(StaplerRequest2 request, StaplerResponse2 response) throws IOException {
        ReleaseGates.check(ReleaseGates.VIEW_AUDIT);
        AuditQuery query = new AuditQuery(request::getParameter);
        if (!query.getProblems().isEmpty()) {
            response.sendError(400, String.join(" ", query.getProblems()));
            return;
        }
        try {
            EventPage page =
                    EventPage.of(ReleaseGatesHome.get().ledger(), query.query(), query.before(), query.limit());
            begin(response, "application/json");
            response.getOutputStream().write(EventPageJson.of(page).toString().getBytes(StandardCharsets.UTF_8));
        } catch (LedgerException e) {
            response.sendError(500, Messages.ReleaseAudit_Unreadable(String.valueOf(e.getMessage())));
        }
    }

    /** All events that fit, one JSON object per line, the newest first. */
    @GET
    @WebMethod(name = "export")
    public void doExport(StaplerRequest2 request, StaplerResponse2 response) throws IOException {
        ReleaseGates.check(ReleaseGates.EXPORT_AUDIT);
        AuditQuery query = new AuditQuery(request::getParameter);
        if (!query.getProblems().isEmpty()) {
            response.sendError(400, String.join(" ", query.getProblems()));
            return;
        }
        try {
            Ledger ledger = ReleaseGatesHome.get().ledger();
            EventPage page = EventPage.of(ledger, query.query(), query.before(), EXPORTED_AT_ONCE);
            response.setHeader("Content-Disposition", "attachment; filename=\"release-audit.jsonl\"");
            begin(response, "application/jsonl");
            OutputStream lines = response.getOutputStream();
            while (true) {
                for (int i = 0; i < page.rows().size(); i++) {
                    String line = EventPageJson.of(
                                    page.rows().get(i), page.entries().get(i))
                            .toString();
                    lines.write((line + "\n").getBytes(StandardCharsets.UTF_8));
                }
                if (page.next().isEmpty()) {
                    return;
                }
                page = EventPage.of(ledger, query.query(), page.next().getAsLong(), EXPORTED_AT_ONCE);
            }
        } catch (LedgerException e) {
            if (response.isCommitted()) {
                // What was sent must not look as if it were all.
                throw new IOException("The export broke off: " + e.getMessage(), e);
            }
            response.sendError(500, Messages.ReleaseAudit_Unreadable(String.valueOf(e.getMessage())));
        }
    }

    /** The public key in force, as PEM: what {@code verify --key} takes. Everybody who may open this Jenkins may have it. */
    @GET
    @WebMethod(name = "key.pem")
    public void doKey(StaplerResponse2 response) throws IOException {
        send(response, "ledger-key.pem", ledger -> ledger.key().map(LogKey::pem));
    }

    /** The newest checkpoint, as it was signed; to be noted elsewhere. */
    @GET
    @WebMethod(name = "checkpoint")
    public void doCheckpoint(StaplerResponse2 response) throws IOException {
        send(response, "checkpoint.txt", ledger -> ledger.checkpoint().map(Checkpoint::toString));
    }

    /** The signed list of decisions that were revoked: what {@code require --revocations} takes. */
    @GET
    @WebMethod(name = "revocations.json")
    public void doRevocations(StaplerResponse2 response) throws IOException {
        send(
                response,
                "revocations.json",
                ledger -> Optional.of(new String(
                        ledger.statements()
                                .revocations(Clock.systemUTC().instant())
                                .json(),
                        StandardCharsets.UTF_8)));
    }

    /** Verifies the whole ledger, in the background. */
    @POST
    @WebMethod(name = "verify")
    public HttpResponse doVerify() {
        ReleaseGates.check(ReleaseGates.VIEW_AUDIT);
        LedgerCheck.get().begin();
        return new HttpRedirect(".");
    }

    /** Goes over to a new key. */
    @POST
    @WebMethod(name = "rotate-key")
    public HttpResponse doRotateKey() throws LedgerException {
        ReleaseGatesHome.get().checkConfigure();
        ReleaseGatesHome.get()
                .ledger()
                .rotateKey(ReleaseGates.actor(), Clock.systemUTC().instant());
        return new HttpRedirect(".");
    }

    private interface Text {

        Optional<String> of(Ledger ledger) throws LedgerException;
    }

    private static void send(StaplerResponse2 response, String file, Text text) throws IOException {
        try {
            Optional<Ledger> ledger = ReleaseGatesHome.get().existingLedger();
            Optional<String> found = ledger.isEmpty() ? Optional.empty() : text.of(ledger.get());
            if (found.isEmpty()) {
                response.sendError(404, Messages.ReleaseAudit_NoLedger());
                return;
            }
            response.setHeader("Content-Disposition", "attachment; filename=\"" + file + "\"");
            begin(response, "text/plain");
            response.getOutputStream().write(found.get().getBytes(StandardCharsets.UTF_8));
        } catch (LedgerException e) {
            response.sendError(500, Messages.ReleaseAudit_Unreadable(String.valueOf(e.getMessage())));
        }
    }

    private static void begin(StaplerResponse2 response, String type) {
        response.setContentType(type + ";charset=UTF-8");
        response.setHeader("X-Content-Type-Options", "nosniff");
    }

    /** The inside of the page. */
    public static final class View {

        private final AuditQuery query;
        private final @Nullable EventPage page;
        private final @Nullable Ledger ledger;
        private final List<String> problems;

        View(AuditQuery query, @Nullable EventPage page, @Nullable Ledger ledger, List<String> problems) {
            this.query = query;
            this.page = page;
            this.ledger = ledger;
            this.problems = List.copyOf(problems);
        }

        public AuditQuery getQuery() {
            return query;
        }

        /** Why there is less than there should be, a sentence each. */
        public List<String> getProblems() {
            return problems;
        }

        /** HTML, escaped; empty when nothing was looked for. */
        public String getFragment() {
            return page == null ? "" : AuditPageRenderer.events(page, JobLinks.ofCurrentUser());
        }

        public boolean isNothingFound() {
            return page == null || page.rows().isEmpty();
        }

        /** Entries of the whole ledger. */
        public long getTotal() {
            return page == null ? 0 : page.total();
        }

        /** Address of the next page behind the question mark; nothing when this is the last. */
        public @Nullable String getOlder() {
            if (page == null || page.next().isEmpty()) {
                return null;
            }
            String same = query.getAddress();
            return (same.isEmpty() ? "" : same + "&") + "before=" + page.next().getAsLong() + "&limit=" + query.limit();
        }

        /** The key that signs; empty when nothing does. */
        public String getVkey() throws LedgerException {
            return ledger == null ? "" : ledger.key().map(LogKey::vkey).orElse("");
        }

        /** Entries that the newest checkpoint covers. */
        public long getSigned() {
            return ledger == null
                    ? 0
                    : ledger.checkpoint().map(Checkpoint::size).orElse(0L);
        }

        /** What the last verification of the whole ledger has found; empty when there was none since the start. */
        public String getVerified() {
            return LedgerCheck.get().last().map(LedgerCheck.Result::words).orElse("");
        }

        /** How far each witness has got. */
        public List<WitnessState> getWitnesses() {
            return ledger == null ? List.of() : ledger.witnesses();
        }
    }
}
