package io.jenkins.plugins.releasegates.readiness;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import hudson.model.Failure;
import io.jenkins.lib.releasegates.audit.Ledger;
import io.jenkins.lib.releasegates.audit.RecordedReadiness.Said;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.readiness.Authorship;
import io.jenkins.lib.releasegates.readiness.ItemResult;
import io.jenkins.lib.releasegates.readiness.Readiness;
import io.jenkins.lib.releasegates.readiness.ReadinessJson;
import io.jenkins.lib.releasegates.readiness.ReadinessResult;
import io.jenkins.lib.releasegates.readiness.answer.ReadinessState;
import io.jenkins.lib.releasegates.readiness.checklist.Checklist;
import io.jenkins.lib.releasegates.readiness.checklist.Item;
import io.jenkins.lib.releasegates.readiness.checklist.Section;
import io.jenkins.plugins.releasegates.Messages;
import io.jenkins.plugins.releasegates.ReleaseGates;
import io.jenkins.plugins.releasegates.ReleaseGatesHome;
import io.jenkins.plugins.releasegates.approval.RefusedAnswerException;
import io.jenkins.plugins.releasegates.environment.EnvironmentConfiguration;
import io.jenkins.plugins.releasegates.people.KnownPeople;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.kohsuke.stapler.HttpRedirect;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;
import org.kohsuke.stapler.WebMethod;
import org.kohsuke.stapler.verb.GET;
import org.kohsuke.stapler.verb.POST;

/**
 * The page of one checklist of one service: how each item stands as people have said, forms to say something, and the same for programs and for paper. Keeps
 * nothing: what it shows is read from the record each time. Whether somebody may see it is looked at on the way here.
 */
public final class ChecklistPage {

    private final ServiceItem service;
    private final Checklist checklist;

    ChecklistPage(ServiceItem service, Checklist checklist) {
        this.service = service;
        this.checklist = checklist;
    }

    public String getService() {
        return service.getName();
    }

    public String getChecklist() {
        return checklist.name();
    }

    public int getTier() {
        return service.getTier();
    }

    /** The version of the checklist. */
    public String getDigest() {
        return checklist.digest().toString();
    }

    /** What the owner has to set before answers count; empty where nothing is missing. */
    public List<String> getTroubles() {
        List<String> troubles = new ArrayList<>(service.faults());
        if (service.getEnvironment().isEmpty() && !service.ignoresAuthors()) {
            troubles.add(Messages.ServiceItem_NoAuthors());
        }
        return troubles;
    }

    /** How it stands now. */
    public Look getLook() {
        Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS);
        try {
            return look(now);
        } catch (LedgerException e) {
            return new Look(String.valueOf(e.getMessage()), now, Optional.empty(), List.of());
        }
    }

    private Look look(Instant now) throws LedgerException {
        KnownPeople people = EnvironmentConfiguration.get().knownPeople();
        List<Said> all = new ArrayList<>();
        Optional<Ledger> ledger = ReleaseGatesHome.get().existingLedger();
        if (ledger.isPresent()) {
            all.addAll(ledger.get().readiness().all(service.getName(), checklist.name()));
        }
        ReadinessState state = ReadinessState.of(
                service.getName(),
                checklist.name(),
                people.aliases(),
                all.stream().map(Said::event).toList());
        ReadinessResult result =
                Readiness.judge(checklist, service.service(), state, List.of(), Authorship.of(Set.of()), now);
        Map<String, List<Said>> history = new HashMap<>();
        all.forEach(said -> history.computeIfAbsent(said.event().head().item(), item -> new ArrayList<>())
                .add(0, said));
        String account = ReleaseGates.actor().id();
        Map<String, ItemResult> results = new HashMap<>();
        result.items().forEach(item -> results.put(item.id(), item));
        List<ItemView> views = new ArrayList<>();
        for (Section section : checklist.sections()) {
            for (Item item : section.items()) {
                ItemResult judged = results.get(item.id());
                if (judged != null) {
                    views.add(new ItemView(
                            new ItemView.About(service, section.title(), item, people, account),
                            judged,
                            state,
                            history.getOrDefault(item.id(), List.of())));
                }
            }
        }
        return new Look("", now, Optional.of(result), views);
    }

    /** What the page shows. */
    public static final class Look {

        private final String problem;
        private final Instant at;
        private final Optional<ReadinessResult> result;
        private final List<ItemView> items;

        Look(String problem, Instant at, Optional<ReadinessResult> result, List<ItemView> items) {
            this.problem = problem;
            this.at = at;
            this.result = result;
            this.items = List.copyOf(items);
        }

        /** Why nothing can be shown; empty when it can. */
        public String getProblem() {
            return problem;
        }

        public String getAt() {
            return at.truncatedTo(ChronoUnit.SECONDS).toString();
        }

        public List<ItemView> getItems() {
            return items;
        }

        /** How many wait for somebody, besides those that answer themselves in a build. */
        public long getOpenCount() {
            return items.stream().filter(ItemView::isAsked).count();
        }

        /** Of which the one who asks is one. */
        public long getMineCount() {
            return items.stream()
                    .filter(view -> view.isAsked() && view.isInRole())
                    .count();
        }

        /** How many items there are. */
        public int getCount() {
            return items.size();
        }

        /** The roles that have something to do, in words. */
        public String getRoles() {
            return String.join(
                    ", ",
                    items.stream()
                            .filter(ItemView::isAsked)
                            .map(ItemView::getRole)
                            .distinct()
                            .toList());
        }

        /** The verdict of all of it, as far as it can be told outside of a build; empty where nothing can. */
        public String getVerdict() {
            return result.map(all -> all.verdict().kind().name() + ". "
                            + all.verdict().grounds().why())
                    .orElse("");
        }

        Optional<ReadinessResult> result() {
            return result;
        }
    }

    /** The same for programs. */
    @GET
    @WebMethod(name = "json")
    public void doJson(StaplerResponse2 response) throws IOException {
        Look look = getLook();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("service", service.getName())
                .put("checklist", checklist.name())
                .put("digest", getDigest());
        if (!look.getProblem().isEmpty()) {
            json.put("problem", look.getProblem());
        }
        ArrayNode troubles = json.putArray("troubles");
        getTroubles().forEach(troubles::add);
        json.put("open", look.getOpenCount());
        ArrayNode items = json.putArray("items");
        look.getItems().forEach(view -> items.add(view.json()));
        look.result().ifPresent(result -> json.putRawValue("result", new RawValue(ReadinessJson.write(result))));
        send(response, look.getProblem().isEmpty() ? 200 : 503, json);
    }

    /** What somebody has filled in on the page. */
    @POST
    @WebMethod(name = "submit")
    public HttpResponse doSubmit(StaplerRequest2 request) throws ServletException, IOException {
        try {
            SaidForm form = SaidForm.ofPage(request);
            new AnswerDesk(service, checklist).take(form);
            return new HttpRedirect(".#" + form.text("item"));
        } catch (RefusedAnswerException | LedgerException e) {
            return new Failure(String.valueOf(e.getMessage()));
        }
    }

    /** The same from a program: 200 with the id of the entry, 409 with a sentence when it doesn't count, 503 when it can't be recorded. */
    @POST
    @WebMethod(name = "answer")
    public void doAnswer(StaplerRequest2 request, StaplerResponse2 response) throws ServletException, IOException {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        try {
            String id = new AnswerDesk(service, checklist).take(SaidForm.ofProgram(request));
            send(response, 200, json.put("id", id));
        } catch (RefusedAnswerException e) {
            send(response, 409, json.put("why", e.getMessage()));
        } catch (LedgerException e) {
            send(response, 503, json.put("why", Messages.ApprovalAction_NotRecorded(String.valueOf(e.getMessage()))));
        }
    }

    static void send(StaplerResponse2 response, int status, ObjectNode json) throws IOException {
        response.setStatus(status);
        response.setContentType("application/json;charset=UTF-8");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.getWriter().write(json.toString());
    }
}
