package io.jenkins.plugins.releasegates.environment;

import hudson.AbortException;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.AbstractItem;
import hudson.model.Failure;
import hudson.model.Item;
import hudson.model.Job;
import hudson.util.ListBoxModel;
import io.jenkins.lib.releasegates.environment.Environment;
import io.jenkins.lib.releasegates.environment.EnvironmentDefinition;
import io.jenkins.lib.releasegates.environment.EnvironmentValidation;
import io.jenkins.lib.releasegates.policy.document.PolicyIssue;
import io.jenkins.plugins.releasegates.Messages;
import io.jenkins.plugins.releasegates.ReleaseGates;
import io.jenkins.plugins.releasegates.ReleaseGatesHome;
import io.jenkins.plugins.releasegates.ledger.Settings;
import io.jenkins.plugins.releasegates.people.GroupItem;
import io.jenkins.plugins.releasegates.people.KnownPeople;
import io.jenkins.plugins.releasegates.people.PersonItem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jenkins.model.GlobalConfiguration;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.jspecify.annotations.Nullable;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.StaplerRequest2;

/**
 * The environments of this controller, as their owners define them. One with which anything is wrong is kept as it was written, and admits
 * nothing until it is mended.
 */
@Extension
@Symbol("releaseEnvironments")
public final class EnvironmentConfiguration extends GlobalConfiguration {

    /** Held by whoever changes anything here, from what is looked at to what is saved. */
    private static final ReentrantLock CHANGING = new ReentrantLock();

    private volatile List<EnvironmentItem> environments = new ArrayList<>();
    // Null in what an earlier version has saved.
    private volatile @Nullable List<FolderItem> folders = new ArrayList<>();
    private volatile List<PersonItem> people = new ArrayList<>();
    private volatile List<GroupItem> groups = new ArrayList<>();
    private transient volatile EnvironmentValidation validation = EnvironmentValidation.of(List.of());
    /** By what the record calls them. */
    private transient volatile Map<String, EnvironmentItem> items = Map.of();

    /** What else is wrong with some of them, by the same. */
    private transient volatile Map<String, List<String>> notAllowed = Map.of();

    /** As the record knows them. */
    private transient Settings recorded = new Settings();

    /** As it was saved. */
    @SuppressWarnings("this-escape")
    public EnvironmentConfiguration() {
        load();
        validate();
        recorded = EnvironmentSettings.of(items, this);
    }

    /** The only instance. */
    @Restricted(NoExternalUse.class)
    public static EnvironmentConfiguration get() {
        return ExtensionList.lookupSingleton(EnvironmentConfiguration.class);
    }

    public List<EnvironmentItem> getEnvironments() {
        return List.copyOf(environments);
    }

    /** For forms and configuration as code. */
    @DataBoundSetter
    public void setEnvironments(List<EnvironmentItem> environments) {
        change(() -> this.environments = new ArrayList<>(environments));
    }

    public List<FolderItem> getFolders() {
        List<FolderItem> saved = folders;
        return saved == null ? List.of() : List.copyOf(saved);
    }

    /** Folders that may have environments of their own. */
    @DataBoundSetter
    public void setFolders(List<FolderItem> folders) {
        change(() -> this.folders = new ArrayList<>(folders));
    }

    /** The folder of that full name, as far as it is listed. */
    @Restricted(NoExternalUse.class)
    public Optional<FolderItem> folder(String fullName) {
        return getFolders().stream()
                .filter(item -> item.getFolder().equals(fullName))
                .findFirst();
    }

    public List<PersonItem> getPeople() {
        return List.copyOf(people);
    }

    /** Which accounts and addresses are one person. */
    @DataBoundSetter
    public void setPeople(List<PersonItem> people) {
        change(() -> this.people = new ArrayList<>(people));
    }

    public List<GroupItem> getGroups() {
        return List.copyOf(groups);
    }

    /** Groups that rules can name, besides those of the security realm. */
    @DataBoundSetter
    public void setGroups(List<GroupItem> groups) {
        change(() -> this.groups = new ArrayList<>(groups));
    }

    /** Who is who now. */
    @Restricted(NoExternalUse.class)
    public KnownPeople knownPeople() {
        return new KnownPeople(people, groups);
    }

    /** One at a time, and in the record when it is done. */
    private void change(Runnable change) {
        CHANGING.lock();
        try {
            change.run();
            validate();
            save();
            tell();
        } finally {
            CHANGING.unlock();
        }
    }

    private void tell() {
        Settings now = EnvironmentSettings.of(items, this);
        ReleaseGatesHome.get().configured(now.since("environments", recorded), ReleaseGates.actor());
        recorded = now;
    }

    /** What the page of environments says. */
    void define(StaplerRequest2 request, JSONObject json) {
        CHANGING.lock();
        try {
            // A form without environments doesn't mention them.
            setEnvironments(request.bindJSONToList(EnvironmentItem.class, json.get("environments")));
            setFolders(listed(request, json.get("folders")));
            setPeople(request.bindJSONToList(PersonItem.class, json.get("people")));
            setGroups(request.bindJSONToList(GroupItem.class, json.get("groups")));
        } finally {
            CHANGING.unlock();
        }
    }

    /** The form says which folders there are; what each of them defines stands on the page of that folder. */
    private List<FolderItem> listed(StaplerRequest2 request, @Nullable Object json) {
        List<FolderItem> listed = new ArrayList<>();
        List<?> given = json instanceof List<?> several
                ? several
                : Stream.ofNullable(json).toList();
        for (Object each : given) {
            FolderItem item = request.bindJSON(FolderItem.class, (JSONObject) each);
            // It may have got another name.
            folder(((JSONObject) each).optString("was"))
                    .ifPresent(before -> item.setEnvironments(before.getEnvironments()));
            listed.add(item);
        }
        return listed;
    }

    /**
     * What the page of a folder says, by what the list of folders says now.
     *
     * @throws Failure when it takes a name that the folder inherits, or lacks a secret
     */
    void define(AbstractItem folder, List<EnvironmentItem> given) {
        CHANGING.lock();
        try {
            defineAlone(folder, given);
        } finally {
            CHANGING.unlock();
        }
    }

    private void defineAlone(AbstractItem folder, List<EnvironmentItem> given) {
        // The form may have been sent for long: whoever is no owner any more isn't one here.
        EnvironmentOwners.check(folder);
        FolderItem listed = folder(folder.getFullName())
                .orElseThrow(() -> new Failure(Messages.FolderItem_NotListed(folder.getFullName())));
        FolderItem changed = listed.with(KeptSecrets.in(given, listed.getEnvironments()));
        for (EnvironmentItem item : given) {
            // Kept, it would come to effect by itself once the inherited one is gone.
            validation.inherited(item.definition().in(listed.place())).ifPresent(outer -> {
                throw new Failure(Messages.FolderItem_Taken(item.getName(), outer));
            });
        }
        List<FolderItem> all = new ArrayList<>(getFolders());
        all.set(all.indexOf(listed), changed);
        setFolders(all);
    }

    /** The page of the whole system has nothing but a link to the one of environments, so saving it must not take them away. */
    @Override
    public boolean configure(StaplerRequest2 request, JSONObject json) {
        return true;
    }

    @Override
    public String getDisplayName() {
        return Messages.EnvironmentConfiguration_DisplayName();
    }

    private void validate() {
        Map<String, EnvironmentItem> byId = new LinkedHashMap<>();
        Map<String, List<String>> refused = new HashMap<>();
        List<EnvironmentDefinition> definitions = new ArrayList<>();
        for (EnvironmentItem item : environments) {
            definitions.add(item.definition());
            byId.putIfAbsent(item.definition().id(), item);
        }
        for (FolderItem folder : getFolders()) {
            for (EnvironmentItem item : folder.getEnvironments()) {
                EnvironmentDefinition definition = item.definition().in(folder.place());
                definitions.add(definition);
                byId.putIfAbsent(definition.id(), item);
                refused.put(definition.id(), folder.refusedSources(item));
            }
        }
        notAllowed = refused;
        items = Collections.unmodifiableMap(byId);
        validation = EnvironmentValidation.of(definitions);
    }

    /** What the record calls all of them. */
    @Restricted(NoExternalUse.class)
    public Set<String> ids() {
        return items.keySet();
    }

    /** What the record calls the environment by that a job means: one of the controller, or of a folder that the job lies in. */
    @Restricted(NoExternalUse.class)
    public Optional<String> id(String called, Job<?, ?> job) {
        return validation.id(called, job.getFullName());
    }

    /**
     * The same where there has to be one.
     *
     * @throws AbortException when the job sees none of that name
     */
    @Restricted(NoExternalUse.class)
    public String seenId(String called, Job<?, ?> job) throws AbortException {
        return id(called, job)
                .orElseThrow(() -> new AbortException(Messages.ReleaseGate_NoEnvironment(noSuch(called, job))));
    }

    /** The environment that the record calls so, as long as nothing is wrong with it. */
    @Restricted(NoExternalUse.class)
    public Optional<Environment> environment(String name) {
        return furtherTroubles(name).isEmpty() ? validation.environment(name) : Optional.empty();
    }

    /** Those with which nothing is wrong. */
    @Restricted(NoExternalUse.class)
    public List<Environment> usable() {
        return validation.environments().stream()
                .filter(environment -> furtherTroubles(environment.name()).isEmpty())
                .toList();
    }

    /** Names of the environments that a job of that full name may come to. */
    @Restricted(NoExternalUse.class)
    public List<String> environmentsFor(String job) {
        return validation.environments().stream()
                .filter(environment -> environment.entrance().mayCome(job))
                .map(Environment::name)
                .toList();
    }

    /**
     * The environments that a form offers: those that a job sees, and the one that it names. Without that one, saving the form would name another.
     *
     * @param named as it stands in the form; empty when nothing does yet
     * @param place what is configured; null where nobody knows
     */
    @Restricted(NoExternalUse.class)
    public ListBoxModel choices(String named, @Nullable Item place) {
        String fullName = place == null ? "" : place.getFullName();
        ListBoxModel choices = new ListBoxModel();
        List<String> names = validation.seenFrom(fullName).stream()
                .map(id -> id.substring(id.lastIndexOf('/') + 1))
                .distinct()
                .toList();
        names.forEach(name -> choices.add(name, name));
        String given = named.trim();
        if (!given.isEmpty() && !names.contains(given)) {
            boolean seen = validation.id(given, fullName).isPresent();
            choices.add(seen ? given : Messages.EnvironmentConfiguration_Undefined(given), given);
        }
        return choices;
    }

    /** All that is wrong with the environment that the record calls so, a sentence each; that there is none, where there is none. */
    @Restricted(NoExternalUse.class)
    public List<String> troubles(String id) {
        if (!items.containsKey(id)) {
            return List.of(none(id, ""));
        }
        List<String> troubles = new ArrayList<>(
                validation.issues(id).stream().map(PolicyIssue::toString).toList());
        troubles.addAll(furtherTroubles(id));
        return troubles;
    }

    /** That a job sees no environment of that name, and which it sees. */
    public String noSuch(String called, Job<?, ?> job) {
        return none(called, job.getFullName());
    }

    private String none(String called, String place) {
        List<String> seen = validation.seenFrom(place);
        return Messages.EnvironmentConfiguration_None(
                called,
                seen.isEmpty()
                        ? Messages.EnvironmentConfiguration_NoneAtAll()
                        : seen.stream().sorted().collect(Collectors.joining(", ")));
    }

    /** All that is wrong with any of them, a sentence each. */
    List<String> troubles() {
        List<String> troubles = new ArrayList<>(
                validation.issues().stream().map(PolicyIssue::toString).toList());
        ids().forEach(id -> troubles.addAll(furtherTroubles(id)));
        return troubles;
    }

    private List<String> furtherTroubles(String name) {
        Stream<String> own = item(name).map(EnvironmentItem::troubles).orElse(List.of()).stream();
        return Stream.concat(own, notAllowed.getOrDefault(name, List.of()).stream())
                .toList();
    }

    /** What the record calls those of a folder. */
    Set<String> idsOf(FolderItem folder) {
        return folder.getEnvironments().stream()
                .map(item -> item.definition().in(folder.place()).id())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** All that is wrong with those of a folder, a sentence each. */
    List<String> troublesOf(FolderItem folder) {
        return idsOf(folder).stream().flatMap(id -> troubles(id).stream()).toList();
    }

    Optional<EnvironmentItem> item(String id) {
        return Optional.ofNullable(items.get(id));
    }

    /** Whether of those that wait for this environment only the newest goes on. */
    @Restricted(NoExternalUse.class)
    public boolean isNewestOnly(String name) {
        return item(name).map(EnvironmentItem::isNewestOnly).orElse(false);
    }

    /** The secrets of an environment, by the names of variables. */
    @Restricted(NoExternalUse.class)
    public Map<String, String> secrets(String name) {
        Map<String, String> secrets = new LinkedHashMap<>();
        item(name)
                .ifPresent(item -> item.getSecrets()
                        .forEach(secret ->
                                secrets.put(secret.getName(), secret.getValue().getPlainText())));
        return secrets;
    }

    /** The repository of that address as an environment names it, with the right to read it. */
    @Restricted(NoExternalUse.class)
    public Optional<SourceItem> source(String name, String repository) {
        return item(name).map(EnvironmentItem::getApproval).map(ApprovalItem::getSources).orElse(List.of()).stream()
                .filter(source -> source.getRepository().equals(repository))
                .findFirst();
    }
}
