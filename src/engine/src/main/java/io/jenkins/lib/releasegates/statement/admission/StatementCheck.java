package io.jenkins.lib.releasegates.statement.admission;

import io.jenkins.lib.releasegates.statement.DecisionStatement;
import io.jenkins.lib.releasegates.statement.DecisionSummary;
import io.jenkins.lib.releasegates.statement.Statement;
import io.jenkins.lib.releasegates.statement.document.RefusedDocumentException;
import io.jenkins.lib.releasegates.statement.envelope.Bundle;
import io.jenkins.lib.releasegates.statement.envelope.Envelope;
import io.jenkins.lib.releasegates.statement.envelope.EnvelopeKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Holds signed statements against what is demanded. One statement that fulfils all of it is enough; conditions aren't gathered from several.
 *
 * <p>What isn't signed by a trusted key isn't read at all. Everything that is missing, unknown or contradictory refuses.
 */
public final class StatementCheck {

    private static final int MAX_REPORTED = 20;

    private StatementCheck() {}

    /**
     * Checks an envelope, or a file with one per line.
     *
     * @throws RefusedDocumentException when the bytes are neither
     */
    public static Admission check(byte[] statements, Requirement requirement) throws RefusedDocumentException {
        List<Admission.Examined> refused = new ArrayList<>();
        int leftOut = 0;
        for (Bundle.Item item : Bundle.read(statements)) {
            Admission.Examined examined = examine(item, requirement);
            if (examined.admits()) {
                return new Admission(List.of(examined), 0);
            }
            if (refused.size() < MAX_REPORTED) {
                refused.add(examined);
            } else {
                leftOut++;
            }
        }
        return new Admission(refused, leftOut);
    }

    private static Admission.Examined examine(Bundle.Item item, Requirement requirement) {
        if (item instanceof Bundle.Item.Read read) {
            Optional<Envelope.Verified> signed = read.envelope().verified(requirement.keys());
            return signed.isPresent()
                    ? examine(read.place(), signed.get(), requirement)
                    : refused(
                            item.place(),
                            "It isn't signed by any of the "
                                    + requirement.keys().size() + " trusted keys; it has "
                                    + read.envelope().claims() + ". What it says was not read.");
        }
        return refused(item.place(), "It is no envelope: " + ((Bundle.Item.Refused) item).reason() + ".");
    }

    private static Admission.Examined examine(String place, Envelope.Verified signed, Requirement requirement) {
        String signers = signed.keys().stream().map(EnvelopeKey::words).collect(Collectors.joining(", "));
        try {
            DecisionSummary decision = DecisionStatement.read(Statement.of(signed));
            Conditions conditions = new Conditions(decision, requirement);
            List<String> holds = new ArrayList<>(List.of("Signed by the trusted key " + signers + "."));
            holds.addAll(conditions.holds());
            return new Admission.Examined(place, Optional.of(decision), conditions.failed(), holds);
        } catch (RefusedDocumentException e) {
            return refused(
                    place, "It is signed by the trusted key " + signers + ", but can't be used: " + e.reason() + ".");
        }
    }

    private static Admission.Examined refused(String place, String reason) {
        return new Admission.Examined(place, Optional.empty(), List.of(reason), List.of());
    }
}
