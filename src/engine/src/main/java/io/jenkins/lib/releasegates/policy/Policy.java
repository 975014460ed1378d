package io.jenkins.lib.releasegates.policy;

import io.jenkins.lib.releasegates.digest.Digest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A policy without errors: at least one gate that decides, every metric known, every condition type-checked.
 *
 * <p>Only {@link PolicyValidation} makes one.
 *
 * @param name as its file or the pipeline says
 * @param digest over the policy's text as it was read
 * @param gates in the order of the file
 * @param validFor how long a decision by this policy may be relied on
 * @param attesters whose signed statements count; no two have a name or a key in common
 * @param scans what a scan has to be like to be believed
 */
public record Policy(
        String name,
        Digest digest,
        List<GateDefinition> gates,
        BaselineRule baseline,
        List<WaiverRequest> waiverRequests,
        Duration validFor,
        List<Attester> attesters,
        ScanRule scans) {

    /** How long a decision may be relied on, where the policy says nothing. */
    public static final Duration DEFAULT_VALIDITY = Duration.ofHours(24);

    public Policy {
        gates = List.copyOf(gates);
        waiverRequests = List.copyOf(waiverRequests);
        attesters = List.copyOf(attesters);
        if (gates.stream().allMatch(GateDefinition::advisory)) {
            throw new IllegalArgumentException("Policy " + name + " has no gate that decides");
        }
    }

    /**
     * The same with the gates of another one as well, which are named as those of the pipeline, so that it can only become stricter. All else
     * stays as it is, and so does the digest: it names what is demanded of everybody.
     */
    public Policy tightenedBy(Policy pipeline) {
        List<GateDefinition> all = new ArrayList<>(gates);
        for (GateDefinition gate : pipeline.gates) {
            all.add(new GateDefinition(
                    gate.name() + " (pipeline)", gate.criteria(), gate.criticality(), gate.advisory()));
        }
        List<WaiverRequest> asked = new ArrayList<>(waiverRequests);
        asked.addAll(pipeline.waiverRequests);
        return new Policy(name, digest, all, baseline, asked, validFor, attesters, scans);
    }

    /** Whether any of its gates needs an earlier run to compare with. */
    public boolean compares() {
        return gates.stream().flatMap(gate -> gate.criteria().stream()).anyMatch(Criterion::compares);
    }
}
