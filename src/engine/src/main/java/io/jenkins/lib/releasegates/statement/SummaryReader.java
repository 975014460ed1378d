package io.jenkins.lib.releasegates.statement;

import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.evidence.Artifact;
import io.jenkins.lib.releasegates.gate.Purpose;
import io.jenkins.lib.releasegates.gate.Verdict;
import io.jenkins.lib.releasegates.statement.DecisionStatement.Result;
import io.jenkins.lib.releasegates.statement.document.RefusedDocumentException;
import io.jenkins.lib.releasegates.statement.document.StrictObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Takes a summary out of the members of a verification summary, and refuses one that contradicts itself. */
final class SummaryReader {

    private SummaryReader() {}

    static DecisionSummary read(Statement statement) throws RefusedDocumentException {
        StrictObject predicate = statement.predicate();
        StrictObject extension = predicate.object(DecisionStatement.EXTENSION);
        StrictObject verifier = predicate.object("verifier");
        Map<String, String> version = verifier.objectOrEmpty("version").asTexts();
        StrictObject policy = predicate.object("policy");
        Verdict.Kind outcome = extension.word("outcome", Verdict.Kind.class);
        Result result = predicate.word("verificationResult", Result.class);
        if (result != Result.of(outcome.admits())) {
            throw predicate.refused(
                    "verificationResult",
                    result.name(),
                    Result.of(outcome.admits()) + " beside the outcome " + outcome);
        }
        DecisionSummary summary = new DecisionSummary(
                new DecisionSummary.Verifier(verifier.text("id"), version),
                predicate.text("resourceUri"),
                new DecisionSummary.AppliedPolicy(policy.text("uri"), required(policy)),
                new DecisionSummary.Recorded(
                        extension.text("decision"),
                        extension.digest("entry"),
                        extension.text("log"),
                        evidence(predicate),
                        extension.text("build"),
                        extension.optionalText("title")),
                outcome,
                outcome.admits(),
                extension.word("purpose", Purpose.class),
                predicate.instant("timeVerified"),
                extension.instant("validUntil"),
                extension.optionalText("environment"),
                artifacts(statement));
        List<String> levels = predicate.texts("verifiedLevels");
        if (!levels.containsAll(DecisionStatement.levels(summary))
                || (summary.admits() && levels.contains(DecisionStatement.LEVEL_FAILED))) {
            throw predicate.refused(
                    "verifiedLevels",
                    levels.toString(),
                    DecisionStatement.levels(summary) + " for a " + summary.purpose() + " with the result " + result);
        }
        return summary;
    }

    private static Digest required(StrictObject descriptor) throws RefusedDocumentException {
        return descriptor
                .sha256("digest")
                .orElseThrow(() -> descriptor.refused("digest.sha256", "nothing", "64 lower-case hexadecimal digits"));
    }

    private static Digest evidence(StrictObject predicate) throws RefusedDocumentException {
        List<StrictObject> inputs = predicate.objects("inputAttestations");
        if (inputs.size() != 1) {
            throw predicate.refused("inputAttestations", inputs.size() + " of them", "one, the evidence");
        }
        return required(inputs.get(0));
    }

    private static List<Artifact> artifacts(Statement statement) throws RefusedDocumentException {
        List<Artifact> artifacts = new ArrayList<>();
        for (Statement.Subject subject : statement.subjects()) {
            String place = "subject[" + artifacts.size() + "]";
            artifacts.add(new Artifact(
                    subject.name()
                            .orElseThrow(() ->
                                    new RefusedDocumentException(place + ".name: found nothing, allowed: a text")),
                    subject.sha256()
                            .orElseThrow(() -> new RefusedDocumentException(
                                    place + ".digest: found no sha256, allowed: 64 lower-case hexadecimal digits")),
                    subject.annotations().object(SummaryWriter.ANNOTATION).count("size")));
        }
        return artifacts;
    }
}
