package io.jenkins.lib.releasegates.statement.attested;

import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.evidence.Artifact;
import io.jenkins.lib.releasegates.evidence.Problem;
import io.jenkins.lib.releasegates.evidence.Provenance;
import io.jenkins.lib.releasegates.evidence.Report;
import io.jenkins.lib.releasegates.policy.Attester;
import io.jenkins.lib.releasegates.policy.StatementKind;
import io.jenkins.lib.releasegates.statement.Statement;
import io.jenkins.lib.releasegates.statement.document.Quoted;
import io.jenkins.lib.releasegates.statement.document.RefusedDocumentException;
import io.jenkins.lib.releasegates.statement.envelope.Bundle;
import io.jenkins.lib.releasegates.statement.envelope.Envelope;
import io.jenkins.lib.releasegates.statement.envelope.EnvelopeKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Checks signed statements of others and makes evidence of those that count.
 *
 * <p>One counts when a key of an attester has signed it, the policy accepts its kind from that attester, at least one of its subjects has the digest
 * of an artifact that is judged, and it says what the policy wants of it. What nobody trusted has signed is never read. A statement that came
 * twice counts once. Whoever brings the statements can leave some out; demand the ones that have to be there.
 */
public final class Attestations {

    /** Files that are read. */
    public static final int MAX_FILES = 100;

    /** Signatures that are tried, each with each key; a few seconds of a controller's time. */
    static final int MAX_CHECKS = 10_000;

    private static final String FAMILY = "attestations";

    private final List<Attester> attesters;
    private final List<Artifact> artifacts;
    private final Instant at;
    private final Set<Digest> seen = new HashSet<>();
    private final AttestedTally tally;
    private long checks;
    private boolean exhausted;

    private Attestations(List<Attester> attesters, List<Artifact> artifacts, Instant at) {
        this.attesters = List.copyOf(attesters);
        this.artifacts = List.copyOf(artifacts);
        this.at = at;
        this.tally = new AttestedTally(artifacts);
    }

    /**
     * What these files have to say.
     *
     * @param attesters whose statements count, as the policy says
     * @param artifacts what is judged, with digests that we have computed
     * @param at the instant of the judgement
     */
    public static Attested read(
            List<StatementFile> files, List<Attester> attesters, List<Artifact> artifacts, Instant at) {
        Attestations reading = new Attestations(attesters, artifacts, at);
        if (files.isEmpty()) {
            reading.tally.problem(new Problem(
                    Problem.Kind.MISSING,
                    "attestations",
                    "no file with signed statements matches; at least one has to",
                    Optional.of(FAMILY)));
        }
        if (files.size() > MAX_FILES) {
            reading.tally.problem(
                    unreadable("attestations", "found " + files.size() + " files, allowed are " + MAX_FILES));
        } else {
            files.forEach(reading::read);
        }
        return reading.tally.attested();
    }

    /** The signer that counts, and what was signed. */
    private record Trusted(Attester attester, EnvelopeKey key, StatementKind kind, Statement statement) {}

    private void read(StatementFile file) {
        try {
            List<Bundle.Item> items = Bundle.read(file.bytes());
            for (Bundle.Item item : items) {
                String place = items.size() == 1 ? file.name() : file.name() + ", " + item.place();
                if (item instanceof Bundle.Item.Read read) {
                    read(place, read.envelope());
                } else if (item instanceof Bundle.Item.Refused refused) {
                    tally.problem(unreadable(place, "no signed statement: " + refused.reason()));
                }
            }
        } catch (RefusedDocumentException e) {
            tally.problem(unreadable(file.name(), "no signed statement: " + e.reason()));
        }
    }

    private void read(String place, Envelope envelope) {
        List<EnvelopeKey> keys =
                attesters.stream().flatMap(one -> one.keys().stream()).toList();
        checks += (long) envelope.signatures() * keys.size();
        if (checks > MAX_CHECKS) {
            if (!exhausted) {
                tally.problem(
                        unreadable(
                                place,
                                "found more than " + MAX_CHECKS
                                        + " signatures to try, counted once per key of the policy; allowed are so many, and the rest was not read"));
            }
            exhausted = true;
            return;
        }
        Optional<Envelope.Verified> signed = envelope.verified(keys);
        if (signed.isEmpty()) {
            tally.passedOver(place + ": no attester of the policy has signed it; it has " + envelope.claims()
                    + ". What it says was not read.");
            return;
        }
        if (!seen.add(Digest.of(signed.get().body()))) {
            tally.passedOver(place + ": the same statement came before; it counts once.");
            return;
        }
        try {
            Statement statement = Statement.of(signed.get());
            Optional<Trusted> trusted = trusted(place, signed.get(), statement);
            if (trusted.isPresent()) {
                read(place, signed.get(), trusted.get());
            }
        } catch (RefusedDocumentException e) {
            // An attester says something that can't be understood: it may have been anything.
            tally.problem(new Problem(
                    Problem.Kind.UNREADABLE, place, "signed, but not understood: " + e.reason(), Optional.empty()));
        }
    }

    /** The first signer that may say such a thing. */
    private Optional<Trusted> trusted(String place, Envelope.Verified signed, Statement statement) {
        Optional<StatementKind> kind = StatementKind.of(statement.predicateType());
        for (EnvelopeKey key : signed.keys()) {
            for (Attester attester : attesters) {
                if (attester.keys().contains(key)
                        && kind.isPresent()
                        && attester.accepts().contains(kind.get())) {
                    return Optional.of(new Trusted(attester, key, kind.get(), statement));
                }
            }
        }
        tally.passedOver(place + ": the policy accepts no statement of the type " + Quoted.of(statement.predicateType())
                + " of who signed it.");
        return Optional.empty();
    }

    private void read(String place, Envelope.Verified signed, Trusted trusted) throws RefusedDocumentException {
        List<Artifact> about = artifacts.stream()
                .filter(artifact -> trusted.statement().subjects().stream()
                        .anyMatch(subject -> subject.sha256().equals(Optional.of(artifact.digest()))))
                .toList();
        if (about.isEmpty()) {
            tally.passedOver(place + ": a " + trusted.kind().id() + " about " + subjects(trusted.statement())
                    + ", none of which is judged here.");
            return;
        }
        try {
            Said said = new Predicates(trusted.attester(), at).read(trusted.kind(), trusted.statement());
            Report report = new Report(
                    place,
                    "in-toto",
                    Digest.of(signed.body()),
                    signed.body().length,
                    Provenance.ATTESTED,
                    trusted.kind().id() + " by " + trusted.attester().name() + ", key "
                            + trusted.key().words());
            tally.add(report, trusted.kind(), about, said);
        } catch (UnfitStatementException e) {
            tally.unfit(trusted.kind(), place, String.valueOf(e.getMessage()));
        }
    }

    private static String subjects(Statement statement) {
        List<String> shown = new ArrayList<>();
        for (Statement.Subject subject : statement.subjects()) {
            if (shown.size() == 3) {
                shown.add("and " + (statement.subjects().size() - 3) + " more");
                break;
            }
            shown.add(subject.sha256()
                    .map(digest -> "sha256:" + digest.hex().substring(0, 16) + "…")
                    .orElse("a subject without sha256"));
        }
        return String.join(", ", shown);
    }

    private static Problem unreadable(String place, String message) {
        return new Problem(Problem.Kind.UNREADABLE, place, message, Optional.of(FAMILY));
    }
}
