package io.jenkins.plugins.releasegates.readiness;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hudson.Extension;
import hudson.model.RootAction;
import io.jenkins.plugins.releasegates.Messages;
import io.jenkins.plugins.releasegates.ReleaseGatesHome;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.StaplerResponse2;
import org.kohsuke.stapler.WebMethod;
import org.kohsuke.stapler.verb.GET;

/** The page "Services": which there are, how each of their checklists stands, and who has to do something. */
@Extension
public final class ReleaseServicesAction implements RootAction {

    @Override
    public @Nullable String getIconFileName() {
        // Asked on every page of Jenkins: which of them the reader may see is looked at on the page itself.
        return ServiceConfiguration.get().getServices().isEmpty()
                ? null
                : "symbol-clipboard-outline plugin-ionicons-api";
    }

    @Override
    public String getDisplayName() {
        return Messages.ReleaseServices_DisplayName();
    }

    @Override
    public String getUrlName() {
        return "release-services";
    }

    /** Those that the reader may see. */
    public List<ServicePage> getServices() {
        return ServicePage.visible();
    }

    /** What is wrong with services, a sentence each; for those who can mend it. */
    public List<String> getTroubles() {
        return ReleaseGatesHome.get().mayConfigure()
                ? ServiceConfiguration.get().troubles()
                : List.of();
    }

    /** The one of that name, in the address of its page. */
    public @Nullable ServicePage getService(String name) {
        return getServices().stream()
                .filter(page -> page.getName().equals(name))
                .findFirst()
                .orElse(null);
    }

    /** The same for programs. */
    @GET
    @WebMethod(name = "json")
    public void doJson(StaplerResponse2 response) throws IOException {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode services = json.putArray("services");
        getServices().forEach(page -> services.add(page.json()));
        ChecklistPage.send(response, 200, json);
    }
}
