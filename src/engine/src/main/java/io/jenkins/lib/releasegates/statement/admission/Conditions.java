package io.jenkins.lib.releasegates.statement.admission;

import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.evidence.Artifact;
import io.jenkins.lib.releasegates.gate.Purpose;
import io.jenkins.lib.releasegates.statement.DecisionSummary;
import io.jenkins.lib.releasegates.statement.Revoked;
import io.jenkins.lib.releasegates.statement.document.Quoted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Every condition that a decision has to fulfil, each as a sentence. */
final class Conditions {

    private final DecisionSummary decision;
    private final Requirement required;
    private final List<String> failed = new ArrayList<>();
    private final List<String> holds = new ArrayList<>();

    Conditions(DecisionSummary decision, Requirement required) {
        this.decision = decision;
        this.required = required;
        artifact();
        result();
        purpose();
        times();
        environment();
        policy();
        only("verifier", decision.verifier().id(), required.verifier());
        only("address of the artifact", decision.resourceUri(), required.resourceUri());
        revocation();
    }

    List<String> failed() {
        return failed;
    }

    List<String> holds() {
        return holds;
    }

    private void condition(boolean fulfilled, String sentence, String otherwise) {
        if (fulfilled) {
            holds.add(sentence);
        } else {
            failed.add(otherwise);
        }
    }

    private void artifact() {
        Artifact artifact = required.artifact();
        String shown = Quoted.of(artifact.name()) + " with the digest " + artifact.digest();
        Optional<Artifact> same = decision.artifacts().stream()
                .filter(subject -> subject.digest().equals(artifact.digest()))
                .findFirst();
        String otherDigest = decision.artifacts().stream()
                .filter(subject -> subject.name().equals(artifact.name()))
                .findFirst()
                .map(subject -> "; a file of that name has there the digest " + subject.digest())
                .orElse("");
        condition(
                same.isPresent(),
                "The decision is about " + shown
                        + same.filter(subject -> !subject.name().equals(artifact.name()))
                                .map(subject -> ", there named " + Quoted.of(subject.name()))
                                .orElse("")
                        + ".",
                "The file " + shown + " is none of the " + decision.artifacts().size() + " that the decision is about"
                        + otherDigest + ".");
    }

    private void result() {
        condition(
                decision.admits(),
                "The result is PASSED (outcome " + decision.outcome() + "), decision "
                        + decision.recorded().decision() + " in the log "
                        + Quoted.of(decision.recorded().log()) + ".",
                "The result is FAILED: the gates came to " + decision.outcome() + " in the decision "
                        + decision.recorded().decision() + ".");
    }

    private void purpose() {
        boolean rehearsal = decision.purpose() == Purpose.REHEARSAL;
        condition(
                !rehearsal || required.rehearsals(),
                rehearsal
                        ? "It is a REHEARSAL, decided on somebody's machine; whoever demands it accepts rehearsals."
                        : "Its purpose is " + decision.purpose() + ".",
                "It is a REHEARSAL, decided on somebody's machine; rehearsals weren't asked for.");
    }

    private void times() {
        Instant now = required.now();
        String age = Ages.problem("It was decided", decision.at(), now, required.maxAge());
        condition(age.isEmpty(), "It was decided at " + decision.at() + ".", age);
        condition(
                !now.isAfter(decision.validUntil()),
                "It is valid until " + decision.validUntil() + ".",
                "It was valid until " + decision.validUntil() + "; now it is " + now + ".");
    }

    private void environment() {
        Optional<String> made = decision.environment();
        String madeFor =
                made.map(name -> "for the environment " + Quoted.of(name)).orElse("for no environment");
        if (required.environment().isEmpty()) {
            holds.add("It was made " + madeFor + "; none was demanded.");
            return;
        }
        condition(
                made.equals(required.environment()),
                "It was made " + madeFor + ".",
                "It was made " + madeFor + ", demanded is one for "
                        + Quoted.of(required.environment().get()) + ".");
    }

    private void policy() {
        Digest digest = decision.policy().digest();
        String judgedBy =
                "It was judged by the policy " + Quoted.of(decision.policy().uri()) + ", " + digest;
        if (required.policies().isEmpty()) {
            holds.add(judgedBy + "; none was demanded.");
            return;
        }
        condition(
                required.policies().contains(digest),
                judgedBy + ".",
                judgedBy + "; demanded is "
                        + String.join(
                                " or ",
                                required.policies().stream()
                                        .sorted()
                                        .map(Digest::toString)
                                        .toList())
                        + ".");
    }

    private void only(String what, String found, Optional<String> demanded) {
        if (demanded.isEmpty()) {
            holds.add("The " + what + " is " + Quoted.of(found) + "; none was demanded.");
            return;
        }
        condition(
                found.equals(demanded.get()),
                "The " + what + " is " + Quoted.of(found) + ".",
                "The " + what + " is " + Quoted.of(found) + ", demanded is " + Quoted.of(demanded.get()) + ".");
    }

    private void revocation() {
        if (required.revocations().isEmpty()) {
            failed.add("Nobody can say whether the decision was revoked: no revocation list was given.");
            return;
        }
        RevocationSource source = required.revocations().get();
        try {
            Optional<Revoked> revoked = source.revoked(
                    decision.recorded().log(), decision.recorded().decision());
            condition(
                    revoked.isEmpty(),
                    source.words(),
                    "The decision " + decision.recorded().decision() + " was revoked at "
                            + revoked.map(Revoked::at).orElse(required.now()) + ".");
        } catch (RevocationsUnavailableException e) {
            failed.add("Nobody can say whether the decision was revoked. " + e.getMessage());
        }
    }
}
