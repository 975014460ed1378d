package io.jenkins.lib.releasegates.statement.admission;

import io.jenkins.lib.releasegates.statement.Revoked;
import java.util.Optional;

/** Where it is looked up whether a decision was revoked. */
public interface RevocationSource {

    /**
     * What is known about a decision.
     *
     * @param log name of the log that it stands in
     * @param decision its id, {@code <origin>/<seq>}
     * @return the revocation; empty when it wasn't revoked
     * @throws RevocationsUnavailableException when that isn't known
     */
    Optional<Revoked> revoked(String log, String decision) throws RevocationsUnavailableException;

    /** A sentence that stands where a decision wasn't revoked: who was asked, and what that is worth. */
    String words();

    /** Asks nobody. Only for those who have said that they go without. */
    static RevocationSource notChecked() {
        return new RevocationSource() {
            @Override
            public Optional<Revoked> revoked(String log, String decision) {
                return Optional.empty();
            }

            @Override
            public String words() {
                return "Nobody was asked whether the decision was revoked: whoever demands it chose to go without.";
            }
        };
    }
}
