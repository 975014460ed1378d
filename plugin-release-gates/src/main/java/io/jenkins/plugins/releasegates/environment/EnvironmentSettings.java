package io.jenkins.plugins.releasegates.environment;

import hudson.util.Secret;
import io.jenkins.lib.releasegates.audit.witness.GitWitness;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.environment.ApprovalDefinition;
import io.jenkins.lib.releasegates.environment.WaiverDefinition;
import io.jenkins.lib.releasegates.health.HealthDefinition;
import io.jenkins.plugins.releasegates.ledger.Settings;
import io.jenkins.plugins.releasegates.people.Lines;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the record may know of environments: no text that a person typed to explain something, no names of persons, and of secrets only their names. */
final class EnvironmentSettings {

    private EnvironmentSettings() {}

    /** All there is, by what the record calls each environment. */
    static Settings of(Map<String, EnvironmentItem> environments, EnvironmentConfiguration configuration) {
        Settings settings = new Settings();
        environments.forEach((id, item) -> environment(id, item, settings));
        for (FolderItem folder : configuration.getFolders()) {
            settings.put("folders." + folder.getFolder() + ".owners", digest(Stream.of(folder.getOwners())));
            // An address may have a password in it.
            settings.put(
                    "folders." + folder.getFolder() + ".repositories",
                    Lines.of(folder.getRepositories()).stream()
                            .map(GitWitness::withoutUser)
                            .collect(Collectors.joining(", ")));
        }
        settings.put("people", digest(configuration.getPeople().stream().map(Object::toString)));
        settings.put("groups", digest(configuration.getGroups().stream().map(Object::toString)));
        return settings;
    }

    private static void environment(String id, EnvironmentItem item, Settings settings) {
        Map<String, String> hidden = new HashMap<>();
        item.getSecrets()
                .forEach(
                        secret -> hidden.put(secret.getName(), secret.getValue().getEncryptedValue()));
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
        if (!item.getErrorBudget().isBlank()) {
            shown.put(
                    "errorBudget",
                    Digest.of(item.getErrorBudget().getBytes(StandardCharsets.UTF_8))
                            .toString());
        }
        HealthDefinition health = item.definition().health();
        if (!health.health().isBlank()) {
            shown.put("health", digest(Stream.of(health.health())));
        }
        if (!health.objectives().isBlank()) {
            shown.put("objectives", digest(Stream.of(health.objectives())));
            shown.put("objectivesConnection", health.connection() + (health.recorded() ? " recorded" : ""));
        }
        shown.put("newestOnly", String.valueOf(item.isNewestOnly()));
        approval(id, item.getApproval(), settings, shown);
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
        shown.forEach((field, text) -> settings.put(id + "." + field, text));
        settings.put(id + ".secrets", String.join(", ", new TreeMap<>(hidden).keySet()), hidden);
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
        // Keys are of persons, and named by their addresses.
        if (!definition.signers().isBlank()) {
            shown.put("approval.signers", digest(Stream.of(definition.signers())));
        }
        if (!definition.authors().isEmpty()) {
            shown.put("approval.authors", definition.authors());
        }
        if (definition.reauthenticate()) {
            shown.put("approval.reauthenticate", "true");
        }
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
