package io.jenkins.lib.releasegates.policy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.releasegates.digest.CanonicalJson;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.evidence.Provenance;
import io.jenkins.lib.releasegates.policy.document.Fields;
import io.jenkins.lib.releasegates.policy.document.Issues;
import io.jenkins.lib.releasegates.policy.document.PolicyIssue;
import io.jenkins.lib.releasegates.policy.document.PolicyNode;
import io.jenkins.lib.releasegates.policy.document.PolicyNode.Place;
import io.jenkins.lib.releasegates.policy.document.PolicyText;
import io.jenkins.lib.releasegates.policy.document.YamlDocument;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What came of reading a policy: all its issues, and the policy only where there are none. The only maker of a {@link Policy}.
 *
 * <p>The file format is documented in docs/formats/policy.md. Immutable.
 */
public final class PolicyValidation {

    private static final Set<String> OPTION_KEYS =
            CriterionReader.orderedSet("condition", "metric", "threshold", "warning", "baseline", "criticality");

    private final List<PolicyIssue> issues;
    private final Optional<Policy> policy;

    private PolicyValidation(List<PolicyIssue> issues, Optional<Policy> policy) {
        if (issues.isEmpty() && policy.isEmpty()) {
            throw new IllegalStateException("Neither a policy nor an issue");
        }
        this.issues = List.copyOf(issues);
        this.policy = issues.isEmpty() ? policy : Optional.empty();
    }

    /** Reads the bytes of a policy file; the digest is over exactly these bytes. */
    public static PolicyValidation ofYaml(byte[] bytes, String fileName) {
        return ofYaml(bytes, fileName, false);
    }

    /**
     * Reads the policy of an environment. Unless it says otherwise, findings have to be scanned and numbers of the pipeline's own observed: what a
     * build reports of itself counts only where the owner says so.
     *
     * @param name of the environment, as issues say it
     */
    public static PolicyValidation ofEnvironment(String text, String name) {
        return ofYaml(text.getBytes(StandardCharsets.UTF_8), name, true);
    }

    private static PolicyValidation ofYaml(byte[] bytes, String fileName, boolean ofEnvironment) {
        Issues issues = new Issues(fileName);
        Optional<Policy> policy = PolicyText.of(bytes, issues)
                .flatMap(text -> YamlDocument.read(text, issues)
                        .flatMap(root -> new PolicyReader(text, issues, ofEnvironment).read(root, Digest.of(bytes))));
        return new PolicyValidation(issues.inOrder(), policy);
    }

    /** Reads the text of a policy file; the digest is over its UTF-8 bytes. */
    public static PolicyValidation ofYaml(String text, String fileName) {
        return ofYaml(text.getBytes(StandardCharsets.UTF_8), fileName);
    }

    /**
     * Reads the gates that a step was given, each a gate of its own, named by its metric.
     *
     * @param options as the user gave them; an empty list is an issue
     * @param baseline which run they are compared with
     * @param name of the policy that they make, and what issues call the file
     */
    public static PolicyValidation ofQualityGates(List<QualityGateOption> options, BaselineRule baseline, String name) {
        Issues issues = new Issues(name);
        CriterionReader reader =
                new CriterionReader(PolicyText.none(), issues, new ProvenanceRule(Provenance.REPORTED, false));
        List<GateDefinition> gates = new ArrayList<>();
        Set<String> names = new HashSet<>();
        if (options.isEmpty()) {
            issues.add(Place.NONE, "qualityGates", "no gate", "at least one gate");
        }
        for (int i = 0; i < options.size(); i++) {
            QualityGateOption option = options.get(i);
            String path = "qualityGates[" + i + "]";
            Fields fields = Fields.of(PolicyNode.mapping(option.texts()), path, OPTION_KEYS, issues)
                    .orElseThrow();
            Criticality criticality = PolicyReader.criticality(fields);
            reader.read(fields)
                    .ifPresent(criterion -> gates.add(
                            new GateDefinition(unused(option, names), List.of(criterion), criticality, false)));
        }
        if (!issues.none()) {
            return new PolicyValidation(issues.inOrder(), Optional.empty());
        }
        Policy policy = new Policy(
                name,
                digest(options, baseline),
                gates,
                baseline,
                List.of(),
                Policy.DEFAULT_VALIDITY,
                List.of(),
                ScanRule.DEFAULT);
        return new PolicyValidation(List.of(), Optional.of(policy));
    }

    /** No policy, for a reason that stands in no file. */
    public static PolicyValidation refused(String name, String path, String what, String allowed) {
        return new PolicyValidation(List.of(new PolicyIssue(name, 0, 0, path, what, allowed)), Optional.empty());
    }

    private static String unused(QualityGateOption option, Set<String> names) {
        String wanted = option.metric().orElse("condition");
        String name = wanted;
        for (int i = 2; !names.add(name); i++) {
            name = wanted + "-" + i;
        }
        return name;
    }

    private static Digest digest(List<QualityGateOption> options, BaselineRule baseline) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        options.forEach(option -> list.add(option.json()));
        if (!baseline.equals(BaselineRule.DEFAULT)) {
            ObjectNode rule = list.addObject().put("bootstrap", baseline.bootstrap());
            baseline.reference().ifPresent(reference -> rule.put("reference", reference));
            rule.put("maxAge", baseline.maxAge().toString());
        }
        return CanonicalJson.digest(list);
    }

    /**
     * This policy with further gates: all gates of both, so that adding can only tighten. Everything else stays as this policy has it,
     * its attesters above all.
     *
     * <p>The issues of both are kept; a gate name that both have is an issue. The digest is over both digests.
     */
    public PolicyValidation and(PolicyValidation further) {
        List<PolicyIssue> all = new ArrayList<>(issues);
        all.addAll(further.issues);
        if (policy.isEmpty() || further.policy.isEmpty()) {
            return new PolicyValidation(all, Optional.empty());
        }
        Policy first = policy.get();
        Policy second = further.policy.get();
        Set<String> names = new HashSet<>();
        first.gates().forEach(gate -> names.add(gate.name()));
        List<GateDefinition> gates = new ArrayList<>(first.gates());
        second.gates().forEach(gate -> {
            gates.add(gate);
            if (!names.add(gate.name())) {
                String found = "the gate " + Issues.quoted(gate.name()) + ", which " + first.name() + " has as well";
                all.add(new PolicyIssue(second.name(), 0, 0, "", found, "a name that isn't taken"));
            }
        });
        ObjectNode both = JsonNodeFactory.instance.objectNode();
        both.put("policy", first.digest().toString())
                .put("further", second.digest().toString());
        return new PolicyValidation(
                all,
                Optional.of(new Policy(
                        first.name(),
                        CanonicalJson.digest(both),
                        gates,
                        first.baseline(),
                        first.waiverRequests(),
                        first.validFor(),
                        first.attesters(),
                        first.scans())));
    }

    /** All issues in the order of the document; empty when there is a policy. */
    public List<PolicyIssue> issues() {
        return issues;
    }

    /**
     * The policy.
     *
     * @throws InvalidPolicyException with all issues, when there is at least one
     */
    public Policy policyOrThrow() throws InvalidPolicyException {
        if (policy.isEmpty()) {
            throw new InvalidPolicyException(issues);
        }
        return policy.get();
    }
}
