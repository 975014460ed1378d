package io.jenkins.plugins.releasegates.environment;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.util.ListBoxModel;
import hudson.util.Secret;
import io.jenkins.lib.releasegates.audit.witness.GitWitness;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.environment.ApprovalDefinition;
import io.jenkins.lib.releasegates.environment.Environment;
import io.jenkins.lib.releasegates.environment.EnvironmentValidation;
import io.jenkins.lib.releasegates.environment.WaiverDefinition;
import io.jenkins.lib.releasegates.policy.document.PolicyIssue;
import io.jenkins.plugins.releasegates.Messages;
import io.jenkins.plugins.releasegates.ReleaseGates;
import io.jenkins.plugins.releasegates.ReleaseGatesHome;
import io.jenkins.plugins.releasegates.ledger.Settings;
import io.jenkins.plugins.releasegates.people.GroupItem;
import io.jenkins.plugins.releasegates.people.KnownPeople;
import io.jenkins.plugins.releasegates.people.PersonItem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
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

    private volatile List<EnvironmentItem> environments = new ArrayList<>();
    private volatile List<PersonItem> people = new ArrayList<>();
    private volatile List<GroupItem> groups = new ArrayList<>();
    private transient volatile EnvironmentValidation validation = EnvironmentValidation.of(List.of());
    /** As the record knows them. */
    private transient Settings recorded = new Settings();

    /** As it was saved. */
    @SuppressWarnings("this-escape")
    public EnvironmentConfiguration() {
        load();
        validate();
        recorded = settings();
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
        this.environments = new ArrayList<>(environments);
        validate();
        save();
        tell();
    }

    public List<PersonItem> getPeople() {
        return List.copyOf(people);
    }

    /** Which accounts and addresses are one person. */
    @DataBoundSetter
    public void setPeople(List<PersonItem> people) {
        this.people = new ArrayList<>(people);
        save();
        tell();
    }

    public List<GroupItem> getGroups() {
        return List.copyOf(groups);
    }

    /** Groups that rules can name, besides those of the security realm. */
    @DataBoundSetter
    public void setGroups(List<GroupItem> groups) {
        this.groups = new ArrayList<>(groups);
        save();
        tell();
    }

    /** Who is who now. */
    @Restricted(NoExternalUse.class)
    public KnownPeople knownPeople() {
        return new KnownPeople(people, groups);
    }

    private synchronized void tell() {
        Settings now = settings();
        ReleaseGatesHome.get().configured(now.since("environments", recorded), ReleaseGates.actor());
        recorded = now;
    }

    /** What the page of environments says. */
    void define(StaplerRequest2 request, JSONObject json) {
        // A form without environments doesn't mention them.
        setEnvironments(request.bindJSONToList(EnvironmentItem.class, json.get("environments")));
        setPeople(request.bindJSONToList(PersonItem.class, json.get("people")));
        setGroups(request.bindJSONToList(GroupItem.class, json.get("groups")));
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
        validation = EnvironmentValidation.of(
                environments.stream().map(EnvironmentItem::definition).toList());
    }

    /** The environment of that name, as long as nothing is wrong with it. */
    @Restricted(NoExternalUse.class)
    public Optional<Environment> environment(String name) {
        return secretTroubles(name).isEmpty() ? validation.environment(name) : Optional.empty();
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
     * The environments that a form offers: those that there are, and the one that it names. Without that one, saving the form would name another.
     *
     * @param named as it stands in the form; empty when nothing does yet
     */
    @Restricted(NoExternalUse.class)
    public ListBoxModel choices(String named) {
        ListBoxModel choices = new ListBoxModel();
        environments.forEach(item -> choices.add(item.getName(), item.getName()));
        if (!named.isBlank() && item(named.trim()).isEmpty()) {
            choices.add(Messages.EnvironmentConfiguration_Undefined(named.trim()), named.trim());
        }
        return choices;
    }

    /** All that is wrong with the environment of that name, a sentence each; that there is none, where there is none. */
    @Restricted(NoExternalUse.class)
    public List<String> troubles(String name) {
        if (item(name).isEmpty()) {
            List<String> names =
                    environments.stream().map(EnvironmentItem::getName).sorted().toList();
            return List.of(Messages.EnvironmentConfiguration_None(
                    name, names.isEmpty() ? Messages.EnvironmentConfiguration_NoneAtAll() : String.join(", ", names)));
        }
        List<String> troubles = new ArrayList<>(
                validation.issues(name).stream().map(PolicyIssue::toString).toList());
        troubles.addAll(secretTroubles(name));
        return troubles;
    }

    /** All that is wrong with any of them, a sentence each. */
    List<String> troubles() {
        List<String> troubles = new ArrayList<>(
                validation.issues().stream().map(PolicyIssue::toString).toList());
        environments.forEach(item -> troubles.addAll(secretTroubles(item.getName())));
        return troubles;
    }

    private List<String> secretTroubles(String name) {
        return item(name).map(EnvironmentItem::getSecrets).orElse(List.of()).stream()
                .filter(secret -> !secret.isUsable())
                .map(secret -> Messages.EnvironmentSecretItem_BadName(secret.getName()))
                .toList();
    }

    private Optional<EnvironmentItem> item(String name) {
        return environments.stream().filter(item -> item.getName().equals(name)).findFirst();
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

    /** What the record may know: no text that a person typed to explain something, and of secrets only their names. */
    private Settings settings() {
        Settings settings = new Settings();
        for (EnvironmentItem item : environments) {
            Map<String, String> hidden = new HashMap<>();
            item.getSecrets()
                    .forEach(secret ->
                            hidden.put(secret.getName(), secret.getValue().getEncryptedValue()));
            SortedMap<String, String> shown = new TreeMap<>();
            shown.put("after", item.getAfter());
            shown.put(
                    "policy",
                    Digest.of(item.getPolicy().getBytes(StandardCharsets.UTF_8)).toString());
            shown.put("jobs", String.join(", ", item.definition().jobs()));
            shown.put("branches", String.join(", ", item.definition().branches()));
            shown.put("repeated", item.getRepeated());
            shown.put("timeZone", item.getTimeZone());
            shown.put("hours", String.join("; ", item.definition().hours()));
            // What an event is called, a person has typed.
            shown.put(
                    "calendar",
                    item.getCalendar().isBlank()
                            ? ""
                            : Digest.of(item.getCalendar().getBytes(StandardCharsets.UTF_8))
                                    .toString());
            shown.put("newestOnly", String.valueOf(item.isNewestOnly()));
            approval(item.getName(), item.getApproval(), settings, shown);
            WaiverDefinition waivers = item.definition().waivers();
            if (!waivers.equals(WaiverDefinition.NONE)) {
                shown.put("waivers.gates", String.join(", ", waivers.gates()));
                shown.put("waivers.longest", waivers.longest());
                shown.put("waivers.breakGlass", waivers.breakGlass());
            }
            List<FreezeItem> freezes = item.getFreezes();
            for (int i = 0; i < freezes.size(); i++) {
                shown.put(
                        "freezes." + i,
                        freezes.get(i).getFrom() + " to " + freezes.get(i).getUntil());
            }
            shown.forEach((field, text) -> settings.put(item.getName() + "." + field, text));
            settings.put(item.getName() + ".secrets", String.join(", ", new TreeMap<>(hidden).keySet()), hidden);
        }
        // Of people only a digest: the record holds nobody's name.
        settings.put("people", digest(people.stream().map(PersonItem::toString)));
        settings.put("groups", digest(groups.stream().map(GroupItem::toString)));
        return settings;
    }

    /** Rules name persons, so the record has a digest of them. */
    private static void approval(
            String name, @Nullable ApprovalItem approval, Settings settings, SortedMap<String, String> shown) {
        if (approval == null) {
            return;
        }
        ApprovalDefinition definition = approval.definition();
        shown.put("approval.rule", digest(Stream.of(definition.rule(), definition.unknownAuthors())));
        shown.put("approval.timeout", definition.timeout());
        if (!definition.reminder().isEmpty()) {
            shown.put("approval.reminder", definition.reminder());
        }
        shown.put("approval.reason", definition.reasonMandatory() + " " + definition.ticket());
        shown.put(
                "approval.excluded",
                definition.enforced().stream().sorted().map(Enum::name).collect(Collectors.joining(", ")));
        Map<String, String> passwords = new TreeMap<>();
        for (SourceItem source : approval.getSources()) {
            String path = "approval.sources." + source.getJobs();
            shown.put(
                    path,
                    GitWitness.withoutUser(source.getRepository()) + " " + source.getSince()
                            + (source.isClaimed() ? " claimed" : ""));
            Secret password = source.getPassword();
            if (password != null) {
                passwords.put(source.getJobs(), password.getEncryptedValue());
            }
        }
        settings.put(name + ".approval.passwords", String.join(", ", passwords.keySet()), passwords);
    }

    private static String digest(Stream<String> texts) {
        return Digest.of(texts.collect(Collectors.joining("\n")).getBytes(StandardCharsets.UTF_8))
                .toString();
    }
}
