package io.jenkins.plugins.releasegates.readiness;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.releasegates.digest.CanonicalJson;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.evidence.Evidence;
import io.jenkins.lib.releasegates.evidence.ObservedSeries;
import io.jenkins.lib.releasegates.gate.GateResult;
import io.jenkins.lib.releasegates.gate.Grounds;
import io.jenkins.lib.releasegates.gate.Verdict;
import io.jenkins.lib.releasegates.policy.Criticality;
import io.jenkins.lib.releasegates.readiness.ItemResult;
import io.jenkins.lib.releasegates.readiness.ReadinessJson;
import io.jenkins.lib.releasegates.readiness.ReadinessResult;
import io.jenkins.plugins.releasegates.gate.JudgedElsewhere;
import java.util.ArrayList;
import java.util.List;

/**
 * A readiness result, each item as a gate; and where all of them together come to something else than the worst of them, that as a gate, too.
 *
 * @param own whether the checklist is the pipeline's own
 */
record ReadinessJudgement(ReadinessResult result, Criticality criticality, boolean own)
        implements JudgedElsewhere.Judgement {

    private static final String ALL = "readiness";

    @Override
    public List<GateResult> results() {
        List<GateResult> results = new ArrayList<>();
        result.items().forEach(item -> results.add(gate(item.id(), verdict(item))));
        Verdict.Kind worst = results.stream()
                .map(gate -> gate.verdict().kind())
                .min(Verdict.Kind::compareTo)
                .orElse(Verdict.Kind.INCONCLUSIVE);
        Verdict all = result.verdict();
        if (results.isEmpty() || worst != all.kind()) {
            results.add(gate(ALL, all));
        }
        return results;
    }

    private GateResult gate(String name, Verdict verdict) {
        return new GateResult(name, criticality, false, List.of(verdict), verdict);
    }

    private static Verdict verdict(ItemResult item) {
        Grounds grounds = new Grounds(
                item.words().observed(),
                item.words().required(),
                item.question() + " It " + item.status().words() + ". "
                        + item.words().why(),
                item.source().provenance(),
                item.source().evidence());
        return Verdict.of(item.counts(), grounds);
    }

    @Override
    public Evidence evidence() {
        return Evidence.observed(List.of(new ObservedSeries(
                ALL,
                result.service().name(),
                "checklist " + result.checklist() + " " + result.digest() + (own ? ", of the pipeline itself" : ""),
                "tier " + result.service().tier(),
                List.of(new ObservedSeries.Sample(
                        result.at(), result.verdict().kind().name(), ReadinessJson.write(result))),
                0)));
    }

    @Override
    public Digest demand() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("service", result.service().name());
        json.put("tier", result.service().tier());
        json.put("checklist", result.digest().toString());
        json.put("own", own);
        return CanonicalJson.digest(json);
    }
}
