package io.jenkins.plugins.releasegates.environment;

import hudson.model.Failure;
import hudson.util.Secret;
import io.jenkins.plugins.releasegates.Messages;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Secrets that a form didn't show: to whoever may not configure the folder that a form lies in, Jenkins shows them as asterisks, and takes these for
 * the secret when the form is saved. They keep the value that they had.
 */
final class KeptSecrets {

    private static final String HIDDEN = "********";

    private KeptSecrets() {}

    /**
     * The environments that a form has sent, with what it couldn't show.
     *
     * @throws Failure where there is no value to keep
     */
    static List<EnvironmentItem> in(List<EnvironmentItem> given, List<EnvironmentItem> before) {
        for (EnvironmentItem item : given) {
            List<EnvironmentSecretItem> secrets = new ArrayList<>();
            for (EnvironmentSecretItem secret : item.getSecrets()) {
                secrets.add(isHidden(secret.getValue()) ? secretBefore(item, secret, before) : secret);
            }
            item.setSecrets(secrets);
            ApprovalItem approval = item.getApproval();
            if (approval != null) {
                approval.getSources().stream()
                        .filter(source -> isHidden(source.getPassword()))
                        .forEach(source -> source.setPassword(passwordBefore(item, source, before)));
            }
        }
        return given;
    }

    private static boolean isHidden(@Nullable Secret secret) {
        return secret != null && secret.getPlainText().equals(HIDDEN);
    }

    private static EnvironmentSecretItem secretBefore(
            EnvironmentItem item, EnvironmentSecretItem secret, List<EnvironmentItem> before) {
        return before.stream()
                .filter(other -> other.getName().equals(item.getName()))
                .flatMap(other -> other.getSecrets().stream())
                .filter(other -> other.getName().equals(secret.getName()))
                .findFirst()
                .orElseThrow(() -> new Failure(Messages.KeptSecrets_None(secret.getName(), item.getName())));
    }

    /** Of the same repository alone: it goes nowhere else than where it went. */
    private static Secret passwordBefore(EnvironmentItem item, SourceItem source, List<EnvironmentItem> before) {
        for (EnvironmentItem other : before) {
            ApprovalItem approval = other.getApproval();
            if (approval == null || !other.getName().equals(item.getName())) {
                continue;
            }
            for (SourceItem kept : approval.getSources()) {
                Secret password = kept.getPassword();
                if (password != null
                        && kept.getRepository().equals(source.getRepository())
                        && kept.getUser().equals(source.getUser())) {
                    return password;
                }
            }
        }
        throw new Failure(Messages.KeptSecrets_None(source.getRepository(), item.getName()));
    }
}
