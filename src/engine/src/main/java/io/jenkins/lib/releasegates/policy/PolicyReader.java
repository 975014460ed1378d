package io.jenkins.lib.releasegates.policy;

import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.evidence.Provenance;
import io.jenkins.lib.releasegates.policy.document.Fields;
import io.jenkins.lib.releasegates.policy.document.Issues;
import io.jenkins.lib.releasegates.policy.document.PolicyNode;
import io.jenkins.lib.releasegates.policy.document.PolicyText;
import io.jenkins.lib.releasegates.policy.document.Suggestion;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the nodes of a policy file; the format is documented in docs/formats/policy.md. */
final class PolicyReader {

    private static final String API_VERSION = "release-gates/v1";
    private static final String KIND = "ReleasePolicy";

    private static final int MAX_GATES = 100;
    private static final int MAX_CRITERIA = 50;

    private static final Set<String> ROOT = CriterionReader.orderedSet("apiVersion", "kind", "metadata", "spec");
    private static final Set<String> SPEC =
            CriterionReader.orderedSet("validFor", "baseline", "provenance", "scans", "attesters", "gates", "waivers");
    private static final Set<String> BASELINE = CriterionReader.orderedSet("reference", "maxAge", "bootstrap");
    private static final Set<String> SCANS = Set.of("maxDatabaseAge");
    private static final Set<String> GATE = CriterionReader.orderedSet("name", "criticality", "advisory", "criteria");
    private static final Set<String> WAIVER =
            CriterionReader.orderedSet("gate", "reason", "ticket", "owner", "expires");

    private final PolicyText text;
    private final Issues issues;
    private final boolean ofEnvironment;

    /** For the policy of an environment, or another one: only there criteria that say nothing demand more than that something was reported. */
    PolicyReader(PolicyText text, Issues issues, boolean ofEnvironment) {
        this.text = text;
        this.issues = issues;
        this.ofEnvironment = ofEnvironment;
    }

    /** The policy, where no issue was found. */
    Optional<Policy> read(PolicyNode root, Digest digest) {
        Optional<Fields> document = Fields.of(root, "", ROOT, issues);
        if (document.isEmpty()) {
            return Optional.empty();
        }
        exactly(document.get(), "apiVersion", API_VERSION);
        exactly(document.get(), "kind", KIND);
        Optional<String> name = name(document.get());
        document.get().require("spec", "a mapping with " + String.join(", ", SPEC));
        Optional<Fields> spec = document.get().fields("spec", SPEC);
        if (spec.isEmpty()) {
            return Optional.empty();
        }
        Duration validFor = spec.get().duration("validFor").orElse(Policy.DEFAULT_VALIDITY);
        BaselineRule baseline = spec.get()
                .fields("baseline", BASELINE)
                .map(PolicyReader::baseline)
                .orElse(BaselineRule.DEFAULT);
        ScanRule scans = spec.get()
                .fields("scans", SCANS)
                .flatMap(fields -> fields.duration("maxDatabaseAge"))
                .map(ScanRule::new)
                .orElse(ScanRule.DEFAULT);
        List<Attester> attesters = new AttesterReader(issues).read(spec.get());
        List<GateDefinition> gates = gates(spec.get());
        List<WaiverRequest> waivers = waivers(spec.get());
        return issues.none() && name.isPresent()
                ? Optional.of(new Policy(name.get(), digest, gates, baseline, waivers, validFor, attesters, scans))
                : Optional.empty();
    }

    private static void exactly(Fields fields, String key, String value) {
        if (fields.require(key, value).isPresent()) {
            fields.word(key, List.of(value), word -> word);
        }
    }

    private static Optional<String> name(Fields document) {
        document.require("metadata", "a mapping with name");
        Optional<Fields> metadata = document.fields("metadata", Set.of("name"));
        metadata.ifPresent(fields -> fields.require("name", "the name of the policy"));
        return metadata.flatMap(fields -> fields.name("name"));
    }

    private static BaselineRule baseline(Fields fields) {
        return new BaselineRule(
                fields.text("reference"),
                fields.duration("maxAge").orElse(BaselineRule.DEFAULT.maxAge()),
                fields.flag("bootstrap", BaselineRule.DEFAULT.bootstrap()));
    }

    private List<GateDefinition> gates(Fields spec) {
        Optional<Provenance> least = spec.word("provenance", List.of(Provenance.values()), Provenance::id);
        CriterionReader criteria = new CriterionReader(
                text, issues, new ProvenanceRule(least.orElse(Provenance.REPORTED), ofEnvironment && least.isEmpty()));
        Set<String> names = new HashSet<>();
        Optional<PolicyNode> list = spec.require("gates", "at least one gate");
        if (list.isPresent()
                && list.get() instanceof PolicyNode.Sequence given
                && given.items().isEmpty()) {
            spec.issue("gates", "no gate", "at least one gate: a policy without gates would demand nothing");
        }
        List<GateDefinition> gates = spec.each("gates", MAX_GATES, (node, path) -> gate(node, path, criteria, names));
        boolean allRead = gates.size() == spec.items("gates", MAX_GATES).size();
        if (allRead && !gates.isEmpty() && gates.stream().allMatch(GateDefinition::advisory)) {
            spec.issue("gates", "only advisory gates", "at least one gate that decides (advisory: false)");
        }
        return gates;
    }

    private Optional<GateDefinition> gate(PolicyNode node, String path, CriterionReader reader, Set<String> names) {
        Optional<Fields> gate = Fields.of(node, path, GATE, issues);
        if (gate.isEmpty()) {
            return Optional.empty();
        }
        Fields fields = gate.get();
        fields.require("name", "the name of the gate");
        Optional<String> name = fields.name("name");
        if (name.isPresent() && !names.add(name.get())) {
            fields.issue("name", Issues.quoted(name.get()) + " a second time", "each name once");
        }
        Criticality criticality = criticality(fields);
        boolean advisory = fields.flag("advisory", false);
        Optional<PolicyNode> list = fields.require("criteria", "at least one criterion");
        if (list.isPresent()
                && list.get() instanceof PolicyNode.Sequence given
                && given.items().isEmpty()) {
            fields.issue("criteria", "no criterion", "at least one: a gate without criteria would demand nothing");
        }
        List<Criterion> criteria = fields.each(
                "criteria",
                MAX_CRITERIA,
                (item, itemPath) ->
                        Fields.of(item, itemPath, CriterionReader.KEYS, issues).flatMap(reader::read));
        return name.isPresent() && !criteria.isEmpty()
                ? Optional.of(new GateDefinition(name.get(), criteria, criticality, advisory))
                : Optional.empty();
    }

    /** The criticality of a gate, FAILURE unless it says otherwise. */
    static Criticality criticality(Fields fields) {
        return fields.word("criticality", List.of(Criticality.values()), Criticality::name)
                .orElse(Criticality.FAILURE);
    }

    private List<WaiverRequest> waivers(Fields spec) {
        Set<String> names = new HashSet<>();
        spec.items("gates", MAX_GATES).forEach(node -> {
            if (node instanceof PolicyNode.Mapping gate
                    && gate.entries().containsKey("name")
                    && gate.entries().get("name").value() instanceof PolicyNode.Scalar name) {
                names.add(name.text());
            }
        });
        return spec.each(
                "waivers",
                MAX_GATES,
                (node, path) -> Fields.of(node, path, WAIVER, issues).flatMap(fields -> waiver(fields, names)));
    }

    private static Optional<WaiverRequest> waiver(Fields fields, Set<String> gates) {
        fields.require("gate", "the name of a gate of this policy");
        fields.require("reason", "why the gate should be waived");
        fields.require("owner", "who asks");
        fields.require("expires", "a date such as 2027-01-31");
        Optional<String> gate = fields.name("gate");
        if (gate.isPresent() && !gates.contains(gate.get())) {
            String hint = Suggestion.closest(gate.get(), gates)
                    .map(best -> " (did you mean " + best + "?)")
                    .orElse("");
            fields.issue("gate", Issues.quoted(gate.get()), "a gate of this policy" + hint);
        }
        Optional<String> reason = fields.text("reason");
        Optional<String> ticket = fields.text("ticket");
        Optional<String> owner = fields.text("owner");
        Optional<LocalDate> expires = fields.date("expires");
        return gate.isPresent() && reason.isPresent() && owner.isPresent() && expires.isPresent()
                ? Optional.of(new WaiverRequest(gate.get(), reason.get(), ticket, owner.get(), expires.get()))
                : Optional.empty();
    }
}
