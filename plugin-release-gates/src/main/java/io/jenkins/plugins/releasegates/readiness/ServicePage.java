package io.jenkins.plugins.releasegates.readiness;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hudson.model.Job;
import io.jenkins.plugins.releasegates.ReleaseGates;
import io.jenkins.plugins.releasegates.environment.EnvironmentConfiguration;
import java.io.IOException;
import java.util.List;
import jenkins.model.Jenkins;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.StaplerResponse2;
import org.kohsuke.stapler.WebMethod;
import org.kohsuke.stapler.verb.GET;

/** A service among the pages: its checklists, each with a page of its own. */
public final class ServicePage {

    private final ServiceItem service;

    private ServicePage(ServiceItem service) {
        this.service = service;
    }

    /** Those that can be judged by, and that the one who asks may see. */
    static List<ServicePage> visible() {
        ServiceConfiguration services = ServiceConfiguration.get();
        return services.getServices().stream()
                .filter(item -> services.service(item.getName()).isPresent()
                        && item.faults().isEmpty()
                        && isVisible(item))
                .map(ServicePage::new)
                .toList();
    }

    /** Who answers, who may see what the record has of all jobs, and who may read one of the service's jobs; any of them where all are. */
    private static boolean isVisible(ServiceItem item) {
        String account = ReleaseGates.actor().id();
        return item.getJobs().isEmpty()
                || ReleaseGates.may(ReleaseGates.VIEW_AUDIT)
                || !account.isEmpty()
                        && item.isInAnyRole(
                                account, EnvironmentConfiguration.get().knownPeople())
                || Jenkins.get().getAllItems(Job.class).stream().anyMatch(job -> item.mayBeJudgedIn(job.getFullName()));
    }

    public String getName() {
        return service.getName();
    }

    public int getTier() {
        return service.getTier();
    }

    /** Those that can be used. */
    public List<ChecklistPage> getChecklists() {
        return service.usable().stream()
                .filter(checklist -> service.checklist(checklist.name()).isPresent())
                .map(checklist -> new ChecklistPage(service, checklist))
                .toList();
    }

    /** The one of that name, in the address of its page. */
    public @Nullable ChecklistPage getChecklist(String name) {
        return service.checklist(name)
                .map(checklist -> new ChecklistPage(service, checklist))
                .orElse(null);
    }

    /** The same for programs. */
    @GET
    @WebMethod(name = "json")
    public void doJson(StaplerResponse2 response) throws IOException {
        ChecklistPage.send(response, 200, json());
    }

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("name", getName()).put("tier", getTier());
        ArrayNode checklists = json.putArray("checklists");
        for (ChecklistPage page : getChecklists()) {
            ChecklistPage.Look look = page.getLook();
            ObjectNode one = checklists
                    .addObject()
                    .put("name", page.getChecklist())
                    .put("digest", page.getDigest())
                    .put("items", look.getCount())
                    .put("open", look.getOpenCount())
                    .put("yours", look.getMineCount());
            if (!look.getProblem().isEmpty()) {
                one.put("problem", look.getProblem());
            }
        }
        return json;
    }
}
