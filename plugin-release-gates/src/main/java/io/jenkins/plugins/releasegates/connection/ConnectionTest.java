package io.jenkins.plugins.releasegates.connection;

import hudson.util.FormValidation;
import io.jenkins.lib.releasegates.metrics.Answer;
import io.jenkins.lib.releasegates.metrics.MetricsException;
import io.jenkins.plugins.releasegates.Messages;
import java.time.Clock;

/** Asks a server something, to see whether it answers. */
final class ConnectionTest {

    /** Every server has an answer. */
    private static final String QUESTION = "count(up)";

    private ConnectionTest() {}

    static FormValidation of(ConnectionItem item) {
        try {
            Answer answer = item.server().at(QUESTION, Clock.systemUTC().instant());
            return answer.isEmpty()
                    ? FormValidation.warning(Messages.ConnectionTest_Empty(QUESTION))
                    : FormValidation.ok(Messages.ConnectionTest_Answers(
                            (long) answer.series().get(0).last().value()));
        } catch (IllegalArgumentException | MetricsException e) {
            return FormValidation.error(Messages.ConnectionTest_Fails(String.valueOf(e.getMessage())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FormValidation.error(Messages.ConnectionTest_Fails("interrupted"));
        }
    }
}
