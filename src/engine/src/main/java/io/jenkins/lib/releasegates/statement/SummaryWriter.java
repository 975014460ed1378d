package io.jenkins.lib.releasegates.statement;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.releasegates.evidence.Artifact;

/** Puts a summary into the members of a verification summary. */
final class SummaryWriter {

    /** Annotation of a subject that is ours. */
    static final String ANNOTATION = "releaseGates";

    private SummaryWriter() {}

    static StatementJson write(DecisionSummary summary) {
        StatementJson statement = new StatementJson(DecisionStatement.PREDICATE_TYPE);
        for (Artifact artifact : summary.artifacts()) {
            statement
                    .subject(artifact.name(), artifact.digest())
                    .putObject("annotations")
                    .putObject(ANNOTATION)
                    .put("size", artifact.size());
        }
        ObjectNode predicate = statement.predicate();
        ObjectNode verifier =
                predicate.putObject("verifier").put("id", summary.verifier().id());
        if (!summary.verifier().version().isEmpty()) {
            ObjectNode version = verifier.putObject("version");
            summary.verifier().version().forEach(version::put);
        }
        predicate.put("timeVerified", StatementJson.text(summary.at()));
        predicate.put("resourceUri", summary.resourceUri());
        ObjectNode policy =
                predicate.putObject("policy").put("uri", summary.policy().uri());
        StatementJson.sha256(policy, summary.policy().digest());
        ObjectNode evidence =
                predicate.putArray("inputAttestations").addObject().put("name", "evidence");
        StatementJson.sha256(evidence, summary.recorded().evidence());
        predicate.put(
                "verificationResult",
                DecisionStatement.Result.of(summary.admits()).name());
        DecisionStatement.levels(summary).forEach(predicate.putArray("verifiedLevels")::add);
        predicate.put("slsaVersion", DecisionStatement.SLSA_VERSION);
        extension(summary, predicate.putObject(DecisionStatement.EXTENSION));
        return statement;
    }

    private static void extension(DecisionSummary summary, ObjectNode extension) {
        DecisionSummary.Recorded recorded = summary.recorded();
        extension.put("decision", recorded.decision());
        extension.put("entry", recorded.entry().toString());
        extension.put("log", recorded.log());
        extension.put("outcome", summary.outcome().name());
        extension.put("purpose", summary.purpose().name());
        extension.put("validUntil", StatementJson.text(summary.validUntil()));
        summary.environment().ifPresent(environment -> extension.put("environment", environment));
        extension.put("build", recorded.build());
        recorded.title().ifPresent(title -> extension.put("title", title));
    }
}
