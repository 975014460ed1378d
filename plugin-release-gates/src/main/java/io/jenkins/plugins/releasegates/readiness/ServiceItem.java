package io.jenkins.plugins.releasegates.readiness;

import hudson.Extension;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.lib.releasegates.policy.document.NamePattern;
import io.jenkins.lib.releasegates.readiness.checklist.Checklist;
import io.jenkins.lib.releasegates.readiness.checklist.Service;
import io.jenkins.plugins.releasegates.Messages;
import io.jenkins.plugins.releasegates.ReleaseGatesHome;
import io.jenkins.plugins.releasegates.environment.EnvironmentConfiguration;
import io.jenkins.plugins.releasegates.people.KnownPeople;
import io.jenkins.plugins.releasegates.people.Lines;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A service as its owner describes it: how much depends on it, by which checklists it is judged, and who answers. */
public final class ServiceItem extends AbstractDescribableImpl<ServiceItem> {

    /** The choice to let authors of a change answer for it. */
    static final String IGNORED = "ignored";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9 ._-]{0,99}");

    private final String name;
    private final int tier;
    private List<ChecklistItem> checklists = new ArrayList<>();
    private List<RoleItem> roles = new ArrayList<>();
    private String environment = "";
    private String authors = "";
    private String jobs = "";

    /** With its name, and its tier from 1, what everything depends on, to 4. */
    @DataBoundConstructor
    public ServiceItem(String name, int tier) {
        this.name = name.trim();
        this.tier = tier;
    }

    public String getName() {
        return name;
    }

    public int getTier() {
        return tier;
    }

    public List<ChecklistItem> getChecklists() {
        return List.copyOf(checklists);
    }

    /** By which it is judged; each has a name of its own. */
    @DataBoundSetter
    public void setChecklists(List<ChecklistItem> checklists) {
        this.checklists = new ArrayList<>(checklists);
    }

    public List<RoleItem> getRoles() {
        return List.copyOf(roles);
    }

    /** Who answers. */
    @DataBoundSetter
    public void setRoles(List<RoleItem> roles) {
        this.roles = new ArrayList<>(roles);
    }

    public String getEnvironment() {
        return environment;
    }

    /** The environment whose approvals say how it is found out whose change it is. */
    @DataBoundSetter
    public void setEnvironment(String environment) {
        this.environment = environment.trim();
    }

    public String getAuthors() {
        return authors;
    }

    /** {@value #IGNORED} lets authors of a change answer for it; empty where the environment says who they are. */
    @DataBoundSetter
    public void setAuthors(String authors) {
        this.authors = authors.trim();
    }

    public String getJobs() {
        return jobs;
    }

    /** Patterns of the jobs whose builds may be judged by it, a line each; all where it is empty. */
    @DataBoundSetter
    public void setJobs(String jobs) {
        this.jobs = jobs.trim();
    }

    boolean ignoresAuthors() {
        return authors.equals(IGNORED);
    }

    boolean mayBeJudgedIn(String job) {
        return jobs.isEmpty() || Lines.of(jobs).stream().anyMatch(pattern -> new NamePattern(pattern).matches(job));
    }

    /**
     * What is judged.
     *
     * @throws IllegalArgumentException when name or tier aren't allowed
     */
    Service service() {
        return new Service(name, tier);
    }

    /** Those that can be used. */
    List<Checklist> usable() {
        return checklists.stream().flatMap(item -> item.checklist().stream()).toList();
    }

    /** The one of that name; empty where there is none, or it can't be used. Of two of one name none can. */
    Optional<Checklist> checklist(String called) {
        List<Checklist> found =
                usable().stream().filter(one -> one.name().equals(called)).toList();
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    Optional<RoleItem> role(String called) {
        return roles.stream().filter(role -> role.getName().equals(called)).findFirst();
    }

    /** Whether that account is in that role at this moment; nobody is in one that isn't defined. */
    boolean isInRole(String account, String role, KnownPeople people) {
        return role(role).filter(found -> found.has(account, people)).isPresent();
    }

    /** Whether that account is in any of the roles. */
    boolean isInAnyRole(String account, KnownPeople people) {
        return roles.stream().anyMatch(role -> role.has(account, people));
    }

    /** What is wrong with it, a sentence each; with any of it no build is judged by it. */
    List<String> faults() {
        List<String> faults = new ArrayList<>();
        if (!NAME.matcher(name).matches()) {
            faults.add(Messages.ServiceItem_BadName(name));
        }
        if (tier < 1 || tier > Service.LOWEST_TIER) {
            faults.add(Messages.ServiceItem_BadTier(tier));
        }
        if (!authors.isEmpty() && !ignoresAuthors()) {
            faults.add(Messages.ServiceItem_BadAuthors(authors));
        }
        if (ignoresAuthors() && !environment.isEmpty()) {
            faults.add(Messages.ServiceItem_BothAuthors());
        }
        Set<String> names = new HashSet<>();
        for (RoleItem role : roles) {
            if (!names.add(role.getName())) {
                faults.add(Messages.ServiceItem_RoleTwice(role.getName()));
            }
        }
        return faults;
    }

    /** All that is wrong with it and with its checklists, a sentence each. */
    List<String> troubles() {
        List<String> troubles = new ArrayList<>(faults());
        Set<String> names = new HashSet<>();
        checklists.forEach(item -> troubles.addAll(item.troubles()));
        for (Checklist checklist : usable()) {
            if (!names.add(checklist.name())) {
                troubles.add(Messages.ServiceItem_ChecklistTwice(checklist.name()));
            }
            checklist.items(Math.max(1, tier)).stream()
                    .map(item -> item.role())
                    .distinct()
                    .filter(role -> role(role).isEmpty())
                    .forEach(role -> troubles.add(Messages.ServiceItem_NoRole(checklist.name(), role)));
        }
        if (environment.isEmpty() && !ignoresAuthors()) {
            troubles.add(Messages.ServiceItem_NoAuthors());
        }
        return troubles.stream().map(trouble -> name + ": " + trouble).toList();
    }

    /** For the record. */
    String settings() {
        return "tier " + tier + ", checklists " + checklists + ", roles " + roles
                + (environment.isEmpty() ? "" : ", changes as for " + environment)
                + (authors.isEmpty() ? "" : ", authors " + authors)
                + (jobs.isEmpty() ? "" : ", jobs " + jobs.replace("\n", ", "));
    }

    /** For forms. */
    @Extension
    public static final class DescriptorImpl extends Descriptor<ServiceItem> {

        @Override
        public String getDisplayName() {
            return Messages.ServiceItem_DisplayName();
        }

        /** Pages have it in their address. */
        @POST
        public FormValidation doCheckName(@QueryParameter String value) {
            ReleaseGatesHome.get().checkConfigure();
            return NAME.matcher(value.trim()).matches()
                    ? FormValidation.ok()
                    : FormValidation.error(Messages.ServiceItem_BadName(value));
        }

        /** From 1 to 4. */
        public ListBoxModel doFillTierItems() {
            ListBoxModel items = new ListBoxModel();
            for (int tier = 1; tier <= Service.LOWEST_TIER; tier++) {
                items.add(String.valueOf(tier), String.valueOf(tier));
            }
            return items;
        }

        /** How it is found out whose change it is. */
        public ListBoxModel doFillAuthorsItems() {
            ListBoxModel items = new ListBoxModel();
            items.add(Messages.ServiceItem_AuthorsOfEnvironment(), "");
            items.add(Messages.ServiceItem_AuthorsIgnored(), IGNORED);
            return items;
        }

        /** Without one nothing that people say counts, unless authors are ignored. */
        @POST
        public FormValidation doCheckEnvironment(@QueryParameter String value, @QueryParameter String authors) {
            ReleaseGatesHome.get().checkConfigure();
            boolean ignored = authors.equals(IGNORED);
            if (value.isBlank()) {
                return ignored ? FormValidation.ok() : FormValidation.warning(Messages.ServiceItem_NoAuthors());
            }
            if (ignored) {
                return FormValidation.error(Messages.ServiceItem_BothAuthors());
            }
            return EnvironmentConfiguration.get().environment(value.trim()).isPresent()
                    ? FormValidation.ok()
                    : FormValidation.warning(Messages.ChangeAuthors_NoEnvironment(value.trim()));
        }
    }
}
