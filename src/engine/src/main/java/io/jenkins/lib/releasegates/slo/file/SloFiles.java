package io.jenkins.lib.releasegates.slo.file;

import io.jenkins.lib.releasegates.policy.document.Fields;
import io.jenkins.lib.releasegates.policy.document.Issues;
import io.jenkins.lib.releasegates.policy.document.PolicyIssue;
import io.jenkins.lib.releasegates.policy.document.PolicyNode;
import io.jenkins.lib.releasegates.policy.document.PolicyNode.Mapping;
import io.jenkins.lib.releasegates.policy.document.PolicyNode.Scalar;
import io.jenkins.lib.releasegates.policy.document.PolicyText;
import io.jenkins.lib.releasegates.policy.document.YamlDocument;
import io.jenkins.lib.releasegates.slo.ServiceLevelObjective;
import io.jenkins.lib.releasegates.slo.SloRemark;
import io.jenkins.lib.releasegates.slo.SloSettings;
import io.jenkins.lib.releasegates.slo.openslo.OpenSloReader;
import io.jenkins.lib.releasegates.slo.sloth.SlothReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads files of OpenSLO and Sloth, told apart by what stands in them. The formats, and what is refused, are in docs/error-budgets.md.
 *
 * <p>Nothing in a file is called: questions go to connections that the owner defined and files may name.
 */
public final class SloFiles {

    private static final String ALLOWED =
            "apiVersion: openslo/v1, version: prometheus/v1 of Sloth, or apiVersion: sloth.slok.dev/v1";

    private final SloSettings settings;
    private final List<SloRemark> remarks = new ArrayList<>();
    private final OpenSloReader openSlo;
    private final List<ServiceLevelObjective> sloth = new ArrayList<>();

    private SloFiles(SloSettings settings) {
        this.settings = settings;
        this.openSlo = new OpenSloReader(settings, remarks);
    }

    /** Reads all of these together; an objective in one may use an indicator in another. */
    public static SloReading read(List<SloFile> files, SloSettings settings) {
        return new SloFiles(settings).all(files);
    }

    private SloReading all(List<SloFile> files) {
        Map<String, Issues> issues = new LinkedHashMap<>();
        for (SloFile file : files) {
            Issues ofFile = issues.computeIfAbsent(file.name(), Issues::new);
            PolicyText.of(file.bytes(), ofFile)
                    .ifPresent(text -> YamlDocument.readAll(text, ofFile)
                            .forEach(document -> take(document, file.name(), ofFile)));
        }
        List<ServiceLevelObjective> objectives = new ArrayList<>(openSlo.objectives());
        objectives.addAll(sloth);
        List<PolicyIssue> found = new ArrayList<>();
        issues.values().forEach(ofFile -> found.addAll(ofFile.inOrder()));
        addMissing(files, objectives, found);
        return new SloReading(objectives, found, remarks);
    }

    /** Files without an objective, and two objectives of one name, would both mean that something isn't judged that somebody thinks is. */
    private static void addMissing(
            List<SloFile> files, List<ServiceLevelObjective> objectives, List<PolicyIssue> found) {
        String name = files.isEmpty() ? "" : files.get(0).name();
        if (found.isEmpty() && objectives.isEmpty()) {
            found.add(new PolicyIssue(name, 0, 0, "", "no objective", "at least one"));
        }
        Set<String> seen = new HashSet<>();
        for (ServiceLevelObjective objective : objectives) {
            if (!seen.add(objective.name().toString())) {
                String twice = "the objective " + Issues.quoted(objective.name().toString()) + " a second time";
                found.add(new PolicyIssue(name, 0, 0, "", twice, "each name once in all files"));
            }
        }
    }

    private void take(PolicyNode document, String file, Issues issues) {
        if (!(document instanceof Mapping mapping)) {
            issues.add(document.place(), "", Issues.describe(document), "a mapping with " + ALLOWED);
            return;
        }
        Optional<String> api = word(mapping, "apiVersion");
        if (api.filter(OpenSloReader.API::equals).isPresent()) {
            openSlo.take(document, file, issues);
        } else if (isSloth(mapping, api)) {
            sloth.addAll(new SlothReader(settings, issues).read(document));
        } else {
            refuse(mapping, api, issues);
        }
    }

    private static boolean isSloth(Mapping mapping, Optional<String> api) {
        return api.isEmpty()
                ? word(mapping, "version").filter(SlothReader.VERSION::equals).isPresent()
                : api.get().equals(SlothReader.API)
                        && word(mapping, "kind").filter("AlertWindows"::equals).isEmpty();
    }

    private static void refuse(Mapping mapping, Optional<String> api, Issues issues) {
        String key = api.isPresent() || !mapping.entries().containsKey("version") ? "apiVersion" : "version";
        Mapping.Entry entry = mapping.entries().get(key);
        PolicyNode.Place place = entry == null ? mapping.place() : entry.value().place();
        String word = api.orElse("");
        if (word.startsWith("pyrra.dev/")) {
            issues.add(place, key, Issues.quoted(word), ALLOWED + "; files of Pyrra come later");
        } else if (word.startsWith("openslo/") || word.startsWith("openslo.com/")) {
            issues.add(place, key, Issues.quoted(word), "openslo/v1 of OpenSLO's versions");
        } else if (word.equals(SlothReader.API)) {
            issues.add(place, "kind", "\"AlertWindows\", which holds no objective", "PrometheusServiceLevel");
        } else if (mapping.entries().containsKey("groups")) {
            issues.add(
                    mapping.entries().get("groups").key(),
                    "groups",
                    "rules of Prometheus, as Sloth writes them",
                    "the file that they were made from: " + ALLOWED);
        } else {
            String found = entry == null ? "nothing" : Issues.describe(entry.value());
            issues.add(place, Fields.pathOf("", key), found, ALLOWED);
        }
    }

    private static Optional<String> word(Mapping mapping, String key) {
        return Optional.ofNullable(mapping.entries().get(key))
                .map(Mapping.Entry::value)
                .filter(Scalar.class::isInstance)
                .map(value -> ((Scalar) value).text());
    }
}
