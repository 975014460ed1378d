package io.jenkins.lib.releasegates.slo.sloth;

import static io.jenkins.lib.releasegates.slo.SloIssues.keys;

import io.jenkins.lib.releasegates.policy.document.Fields;
import io.jenkins.lib.releasegates.policy.document.Issues;
import io.jenkins.lib.releasegates.policy.document.PolicyNode;
import io.jenkins.lib.releasegates.slo.BudgetWindow;
import io.jenkins.lib.releasegates.slo.Budgeting;
import io.jenkins.lib.releasegates.slo.Expression;
import io.jenkins.lib.releasegates.slo.Indicator;
import io.jenkins.lib.releasegates.slo.ServiceLevelObjective;
import io.jenkins.lib.releasegates.slo.SloIssues;
import io.jenkins.lib.releasegates.slo.SloSettings;
import io.jenkins.lib.releasegates.slo.SlothSeries;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a file of Sloth: {@code version: prometheus/v1}, or {@code kind: PrometheusServiceLevel} of Kubernetes.
 *
 * <p>Its alerting, labels and annotations belong to the rules that Sloth makes, and have no part in what is measured. Plugins could change any of
 * it, so files with plugins are refused.
 */
public final class SlothReader {

    /** What {@code version} says in files for the command. */
    public static final String VERSION = "prometheus/v1";

    /** What {@code apiVersion} says in Kubernetes. */
    public static final String API = "sloth.slok.dev/v1";

    private static final String KIND = "PrometheusServiceLevel";
    private static final int MAX_SLOS = 200;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final SloSettings settings;
    private final Issues issues;
    private final Set<String> seen = new HashSet<>();

    /** With the owner's settings, and where goes what is wrong. */
    public SlothReader(SloSettings settings, Issues issues) {
        this.settings = settings;
        this.issues = issues;
    }

    /** The objectives of one document; those with which anything is wrong are left out. */
    public List<ServiceLevelObjective> read(PolicyNode document) {
        boolean kubernetes = document instanceof PolicyNode.Mapping mapping
                && mapping.entries().containsKey("apiVersion");
        return kubernetes ? ofKubernetes(document) : ofCommand(document);
    }

    private List<ServiceLevelObjective> ofCommand(PolicyNode document) {
        return Fields.of(document, "", keys("version", "service", "labels", "slo_plugins", "slos"), issues)
                .map(fields -> service(fields, new Words(false)))
                .orElse(List.of());
    }

    private List<ServiceLevelObjective> ofKubernetes(PolicyNode document) {
        Optional<Fields> root = Fields.of(document, "", keys("apiVersion", "kind", "metadata", "spec"), issues);
        if (root.isEmpty()) {
            return List.of();
        }
        root.get().require("kind", KIND).ifPresent(node -> root.get().word("kind", List.of(KIND), word -> word));
        SloIssues.texts(root.get(), "metadata", issues);
        return root.get()
                .require("spec", "a mapping with service and slos")
                .flatMap(node -> root.get().fields("spec", keys("service", "labels", "sloPlugins", "slos")))
                .map(fields -> service(fields, new Words(true)))
                .orElse(List.of());
    }

    /** The two spellings of the same keys. */
    private record Words(boolean kubernetes) {
        String of(String word) {
            if (!kubernetes) {
                return word;
            }
            StringBuilder camel = new StringBuilder();
            for (String part : word.split("_", -1)) {
                camel.append(camel.isEmpty() ? part : Character.toUpperCase(part.charAt(0)) + part.substring(1));
            }
            return camel.toString();
        }
    }

    private List<ServiceLevelObjective> service(Fields fields, Words words) {
        Optional<String> service =
                fields.require("service", "the name of a service").flatMap(node -> fields.name("service"));
        SloIssues.texts(fields, "labels", issues);
        refusePlugins(fields, words.of("slo_plugins"));
        if (settings.otherwise().isEmpty()) {
            fields.issue("service", "a file of Sloth, which names no connection", "one that the owner chose for it");
        }
        fields.require("slos", "a list of objectives");
        if (fields.get("slos")
                .filter(node ->
                        node instanceof PolicyNode.Sequence list && list.items().isEmpty())
                .isPresent()) {
            fields.issue("slos", "an empty list", "at least one objective");
        }
        String name = service.orElse("");
        return fields.each("slos", MAX_SLOS, (node, path) -> objective(node, path, name, words));
    }

    private static void refusePlugins(Fields fields, String key) {
        if (fields.has(key)) {
            fields.issue(key, "plugins of Sloth", "none; they are programs that could change every number");
        }
    }

    private Optional<ServiceLevelObjective> objective(PolicyNode node, String path, String service, Words words) {
        Set<String> allowed = keys("name", "objective", "description", "labels", "sli", "alerting", "plugins");
        Optional<Fields> found = Fields.of(node, path, allowed, issues);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Fields fields = found.get();
        Optional<String> name = fields.require("name", "a name").flatMap(text -> fields.name("name"));
        if (name.isPresent() && !seen.add(service + "\0" + name.get())) {
            fields.issue("name", Issues.quoted(name.get()) + " a second time", "each name of a service once");
        }
        fields.text("description", SloIssues.LONGEST_DESCRIPTION);
        SloIssues.texts(fields, "labels", issues);
        SloIssues.texts(fields, "alerting", issues);
        refusePlugins(fields, "plugins");
        Optional<Double> target = target(fields);
        Optional<Indicator> indicator = fields.require("sli", "events or raw")
                .flatMap(sli -> fields.fields("sli", keys("events", "raw", "plugin")))
                .flatMap(sli -> indicator(sli, words));
        if (name.isEmpty()
                || target.isEmpty()
                || indicator.isEmpty()
                || settings.otherwise().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new ServiceLevelObjective(
                new ServiceLevelObjective.Name(service, name.get(), ""),
                target.get(),
                new BudgetWindow.Rolling(settings.slothPeriod()),
                new Budgeting.Occurrences(),
                indicator.get(),
                settings.otherwise().get(),
                Optional.of(new SlothSeries(service + "-" + name.get(), service, name.get()))));
    }

    private static Optional<Double> target(Fields fields) {
        Optional<BigDecimal> percent =
                fields.require("objective", "percent, such as 99.9").flatMap(node -> fields.decimal("objective"));
        if (percent.isPresent() && (percent.get().signum() <= 0 || percent.get().compareTo(HUNDRED) >= 0)) {
            fields.issue(
                    "objective",
                    percent.get().toPlainString(),
                    "percent above 0 and below 100; at 100 there is no budget");
            return Optional.empty();
        }
        return percent.map(found -> found.movePointLeft(2).doubleValue());
    }

    private static Optional<Indicator> indicator(Fields sli, Words words) {
        if (sli.has("plugin")) {
            sli.issue("plugin", "an SLI plugin", "events or raw; a plugin is a program of Sloth's");
            return Optional.empty();
        }
        if (sli.has("events") == sli.has("raw")) {
            sli.issue("events", sli.has("raw") ? "both" : "nothing", "either events or raw");
            return Optional.empty();
        }
        if (sli.has("raw")) {
            String key = words.of("error_ratio_query");
            return sli.fields("raw", keys(key))
                    .flatMap(raw -> windowed(raw, key))
                    .map(ratio -> new Indicator.Ratio(ratio, false));
        }
        String error = words.of("error_query");
        String total = words.of("total_query");
        Optional<Fields> events = sli.fields("events", keys(error, total));
        Optional<Expression> bad = events.flatMap(fields -> windowed(fields, error));
        Optional<Expression> all = events.flatMap(fields -> windowed(fields, total));
        return bad.isEmpty() || all.isEmpty()
                ? Optional.empty()
                : Optional.of(new Indicator.EventRatio(bad.get(), false, all.get()));
    }

    private static Optional<Expression> windowed(Fields fields, String key) {
        Optional<String> query = SloIssues.query(fields, key);
        if (query.isPresent() && !Expression.hasWindow(query.get())) {
            fields.issue(key, Issues.quoted(query.get()), "a query with {{.window}}");
            return Optional.empty();
        }
        return query.map(text -> new Expression(text, Expression.Form.WINDOWED));
    }
}
