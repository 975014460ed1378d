package io.jenkins.lib.releasegates.slo.openslo;

import static io.jenkins.lib.releasegates.slo.SloIssues.keys;

import io.jenkins.lib.releasegates.policy.document.Fields;
import io.jenkins.lib.releasegates.policy.document.Issues;
import io.jenkins.lib.releasegates.policy.document.PolicyNode;
import io.jenkins.lib.releasegates.slo.ServiceLevelObjective;
import io.jenkins.lib.releasegates.slo.SloIssues;
import io.jenkins.lib.releasegates.slo.SloRemark;
import io.jenkins.lib.releasegates.slo.SloSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads documents of OpenSLO v1, from as many files as there are: an SLO may name an SLI that stands in another one.
 *
 * <p>Take all documents by {@link #take}, then {@link #objectives}.
 */
public final class OpenSloReader {

    /** What {@code apiVersion} says in these files. */
    public static final String API = "openslo/v1";

    private static final int MAX_OBJECTIVES = 50;
    private static final List<String> KINDS =
            List.of("SLO", "SLI", "DataSource", "Service", "AlertPolicy", "AlertCondition", "AlertNotificationTarget");
    private static final Set<String> METADATA = keys("name", "displayName", "labels", "annotations");
    private static final Set<String> SLO = keys(
            "description",
            "service",
            "indicator",
            "indicatorRef",
            "timeWindow",
            "budgetingMethod",
            "objectives",
            "alertPolicies");
    private static final List<String> METHODS = List.of("Occurrences", "Timeslices", "RatioTimeslices");
    private static final String NOT_JUDGED = "says whom to tell, which has no part in an error budget";

    private final SloSettings settings;
    private final List<SloRemark> remarks;
    private final Map<String, Optional<Sli>> indicators = new LinkedHashMap<>();
    private final List<Slo> slos = new ArrayList<>();

    /** With the owner's settings, and where goes what was understood and isn't measured. */
    public OpenSloReader(SloSettings settings, List<SloRemark> remarks) {
        this.settings = settings;
        this.remarks = remarks;
    }

    /** An SLO that waits for the indicators of all documents. */
    private record Slo(String name, Fields spec, Issues issues, String file) {}

    /** Reads one document as far as that goes without the others. */
    public void take(PolicyNode document, String file, Issues issues) {
        Optional<Fields> root = Fields.of(document, "", keys("apiVersion", "kind", "metadata", "spec"), issues);
        Optional<String> kind = root.flatMap(fields -> fields.require("kind", String.join(", ", KINDS))
                .flatMap(node -> fields.word("kind", KINDS, word -> word)));
        if (root.isEmpty() || kind.isEmpty()) {
            return;
        }
        Optional<String> name = name(root.get(), issues);
        switch (kind.get()) {
            case "SLO" ->
                root.get()
                        .require("spec", "a mapping with " + String.join(", ", SLO))
                        .flatMap(node -> root.get().fields("spec", SLO))
                        .ifPresent(spec -> slos.add(new Slo(name.orElse(""), spec, issues, file)));
            case "SLI" -> indicator(root.get(), name);
            case "DataSource" -> dataSource(root.get(), name);
            case "Service" ->
                root.get()
                        .fields("spec", keys("description"))
                        .ifPresent(spec -> spec.text("description", SloIssues.LONGEST_DESCRIPTION));
            default ->
                remarks.add(new SloRemark(
                        file, document.place().line(), kind.get() + " " + name.orElse("") + " " + NOT_JUDGED));
        }
    }

    /** The objectives of all documents; those with which anything is wrong are left out, and are issues of their files. */
    public List<ServiceLevelObjective> objectives() {
        List<ServiceLevelObjective> objectives = new ArrayList<>();
        slos.forEach(slo -> read(slo, objectives));
        return objectives;
    }

    private static Optional<String> name(Fields root, Issues issues) {
        Optional<Fields> metadata = root.require("metadata", "a mapping with " + String.join(", ", METADATA))
                .flatMap(node -> root.fields("metadata", METADATA));
        metadata.ifPresent(fields -> {
            fields.text("displayName");
            SloIssues.texts(fields, "labels", issues);
            SloIssues.texts(fields, "annotations", issues);
        });
        return metadata.flatMap(fields -> fields.require("name", "a name").flatMap(node -> fields.name("name")));
    }

    private void indicator(Fields root, Optional<String> name) {
        Optional<Sli> sli = new SliReader(settings).read(root);
        if (name.isPresent() && indicators.containsKey(name.get())) {
            root.issue("metadata", "a second SLI " + Issues.quoted(name.get()), "each name once");
        }
        name.ifPresent(found -> indicators.putIfAbsent(found, sli));
    }

    /** Only its name counts: it has to be one of the owner's connections, whatever its details say. */
    private void dataSource(Fields root, Optional<String> name) {
        Optional<Fields> spec = root.require("spec", "a mapping with type")
                .flatMap(node -> root.fields("spec", keys("description", "type", "connectionDetails")));
        spec.ifPresent(fields -> {
            fields.text("description", SloIssues.LONGEST_DESCRIPTION);
            fields.require("type", "Prometheus").ifPresent(node -> SliReader.isPrometheusType(fields));
        });
        if (name.isPresent() && !settings.connections().contains(name.get())) {
            root.issue("metadata", "the data source " + Issues.quoted(name.get()), SliReader.connections(settings));
        }
    }

    private void read(Slo slo, List<ServiceLevelObjective> objectives) {
        Fields spec = slo.spec();
        spec.text("description", SloIssues.LONGEST_DESCRIPTION);
        Optional<String> service =
                spec.require("service", "the name of a service").flatMap(node -> spec.name("service"));
        Optional<Sli> sli = sli(slo);
        Optional<WindowReader.Read> window = WindowReader.read(spec, slo.issues());
        Optional<String> method = spec.require("budgetingMethod", String.join(", ", METHODS))
                .flatMap(node -> spec.word("budgetingMethod", METHODS, word -> word));
        remarkAlerts(slo);
        spec.require("objectives", "a list of objectives");
        List<PolicyNode> items = spec.items("objectives", MAX_OBJECTIVES);
        if (items.isEmpty() && spec.has("objectives")) {
            spec.issue("objectives", "no objective", "at least one");
        }
        if (method.isEmpty()) {
            return;
        }
        sli.ifPresent(found -> checkThreshold(spec, found, method.get(), items.size()));
        ObjectiveReader reader = new ObjectiveReader(sli, method.get(), window.map(WindowReader.Read::most));
        for (int i = 0; i < items.size(); i++) {
            String path = Fields.pathOf(spec.path(), "objectives") + "[" + i + "]";
            Optional<ObjectiveReader.Read> read = reader.read(items.get(i), path, slo.issues());
            if (read.isPresent() && sli.isPresent() && window.isPresent() && service.isPresent()) {
                String part = items.size() > 1 ? part(read.get(), i + 1) : "";
                objectives.add(new ServiceLevelObjective(
                        new ServiceLevelObjective.Name(service.get(), slo.name(), part),
                        read.get().target(),
                        window.get().window(),
                        read.get().budgeting(),
                        read.get().indicator(),
                        sli.get().connection(),
                        Optional.empty()));
            }
        }
    }

    private static String part(ObjectiveReader.Read read, int number) {
        return read.displayName().isEmpty() ? "objective " + number : read.displayName();
    }

    private static void checkThreshold(Fields spec, Sli sli, String method, int objectives) {
        if (sli.isThreshold() && objectives > 1) {
            spec.issue("objectives", objectives + " objectives with a thresholdMetric", "one");
        }
        if (sli.isWindowedThreshold() && method.equals("Occurrences")) {
            spec.issue(
                    "budgetingMethod",
                    "\"Occurrences\" with a thresholdMetric that has {{.window}}",
                    "Timeslices or RatioTimeslices, whose slice is that window, or a query without it");
        }
    }

    private Optional<Sli> sli(Slo slo) {
        Fields spec = slo.spec();
        boolean inline = spec.has("indicator");
        if (inline == spec.has("indicatorRef")) {
            spec.issue("indicator", inline ? "both" : "nothing", "either indicator or indicatorRef");
            return Optional.empty();
        }
        if (inline) {
            Optional<Fields> indicator = spec.fields("indicator", keys("metadata", "spec"));
            indicator.ifPresent(fields -> name(fields, slo.issues()));
            return indicator.flatMap(fields -> new SliReader(settings).read(fields));
        }
        Optional<String> name = spec.name("indicatorRef");
        if (name.isEmpty()) {
            return Optional.empty();
        }
        Optional<Sli> sli = indicators.get(name.get());
        if (sli == null) {
            spec.issue(
                    "indicatorRef",
                    Issues.quoted(name.get()),
                    indicators.isEmpty()
                            ? "an SLI of these files; there is none"
                            : "an SLI of these files: " + String.join(", ", indicators.keySet()));
            return Optional.empty();
        }
        return sli;
    }

    private void remarkAlerts(Slo slo) {
        slo.spec()
                .get("alertPolicies")
                .filter(node -> !SloIssues.isNothing(node))
                .ifPresent(node -> remarks.add(new SloRemark(
                        slo.file(), node.place().line(), "alertPolicies of " + slo.name() + ": " + NOT_JUDGED)));
    }
}
