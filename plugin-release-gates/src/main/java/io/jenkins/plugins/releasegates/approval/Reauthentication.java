package io.jenkins.plugins.releasegates.approval;

import io.jenkins.lib.releasegates.approval.Answer;
import io.jenkins.lib.releasegates.approval.ApprovalRequest;
import io.jenkins.lib.releasegates.approval.ApprovalRequest.Status;
import io.jenkins.lib.releasegates.audit.entry.Actor;
import io.jenkins.plugins.releasegates.Messages;
import io.jenkins.plugins.releasegates.people.PasswordCheck;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The password that came with an answer, where the owner of the environment wants one; it is kept nowhere. */
record Reauthentication(String password) {

    private static final String FIELD = "password";

    /**
     * As it came with a request.
     *
     * @param query of the address, where none may stand: addresses are kept in logs
     */
    static Reauthentication of(@Nullable String password, @Nullable String query) throws RefusedAnswerException {
        if (query != null && isIn(query)) {
            throw new RefusedAnswerException(Messages.Reauthentication_InAddress());
        }
        return new Reauthentication(password == null ? "" : password);
    }

    private static boolean isIn(String query) {
        for (String pair : query.split("[&;]")) {
            try {
                if (URLDecoder.decode(pair.split("=", 2)[0], StandardCharsets.UTF_8)
                        .equals(FIELD)) {
                    return true;
                }
            } catch (IllegalArgumentException e) {
                // Not what anybody reads as a field either.
                continue;
            }
        }
        return false;
    }

    /**
     * The answer, with the note that its password was right, where one is wanted: to approve and to refuse. An approval is taken back without.
     *
     * @throws RefusedAnswerException where one is wanted, and isn't shown to be right
     */
    Answer prove(ApprovalRequest request, Answer answer, Actor actor) throws RefusedAnswerException {
        if (!request.terms().reauthenticate()
                || request.status() != Status.WAITING
                || answer.kind() == Answer.Kind.WITHDRAW) {
            return answer;
        }
        Optional<String> trouble = PasswordCheck.trouble();
        if (trouble.isPresent()) {
            throw new RefusedAnswerException(trouble.get());
        }
        if (password.isEmpty()) {
            throw new RefusedAnswerException(
                    actor.means() == Actor.Means.API_TOKEN
                            ? Messages.Reauthentication_MissingWithToken()
                            : Messages.Reauthentication_Missing());
        }
        Optional<String> objection = PasswordCheck.objection(answer.account(), password);
        if (objection.isPresent()) {
            throw new RefusedAnswerException(objection.get());
        }
        return answer.afterReauthentication();
    }

    @Override
    public String toString() {
        return "****";
    }
}
