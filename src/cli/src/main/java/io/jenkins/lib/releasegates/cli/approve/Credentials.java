package io.jenkins.lib.releasegates.cli.approve;

import io.jenkins.lib.releasegates.cli.terminal.InvalidInputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Who answers, by an account and its API token; {@link #toString} shows no secret. */
final class Credentials {

    private static final int MAX_BYTES = 1_000;
    private static final String ALLOWED_TOKEN = "an API token of the account, made on its page \"Security\" in Jenkins";

    private final String user;
    private final String token;

    private Credentials(String user, String token) {
        this.user = user;
        this.token = token;
    }

    /**
     * From what was typed.
     *
     * @param variables value of a variable of the environment, or null
     * @param file holds the token, in place of the variable
     * @throws InvalidInputException with all that is wrong
     */
    static Credentials find(
            UnaryOperator<@Nullable String> variables, @Nullable String user, String variable, @Nullable Path file)
            throws InvalidInputException {
        List<String> issues = new ArrayList<>();
        String account = user == null ? or(variables.apply("JENKINS_USER_ID")) : user;
        if (account.isBlank() || account.contains(":") || !isVisible(account.replace(' ', '_'))) {
            issues.add("--user: found " + (account.isBlank() ? "nothing" : "'" + account + "'")
                    + "; allowed: the name of an account, without ':', here or in the variable JENKINS_USER_ID");
        }
        String token = file == null ? or(variables.apply(variable)).strip() : read(file, issues);
        if (issues.stream().noneMatch(issue -> issue.startsWith("--token-file")) && !isAscii(token)) {
            String place = file == null ? "The variable " + variable : "--token-file " + file;
            // What was found may be a part of a secret.
            issues.add(place + ": found " + (token.isEmpty() ? "nothing" : "what is no token") + "; allowed: "
                    + ALLOWED_TOKEN);
        }
        if (!issues.isEmpty()) {
            throw new InvalidInputException(issues);
        }
        return new Credentials(account, token);
    }

    private static String read(Path file, List<String> issues) {
        try (InputStream stream = Files.newInputStream(file)) {
            byte[] bytes = stream.readNBytes(MAX_BYTES + 1);
            if (bytes.length <= MAX_BYTES) {
                return new String(bytes, StandardCharsets.UTF_8).strip();
            }
            issues.add("--token-file " + file + ": found more than " + MAX_BYTES + " bytes; allowed: " + ALLOWED_TOKEN);
        } catch (IOException e) {
            issues.add(
                    "--token-file " + file + ": found no file that can be read; allowed: a file with " + ALLOWED_TOKEN);
        }
        return "";
    }

    private static String or(@Nullable String value) {
        return value == null ? "" : value;
    }

    private static boolean isVisible(String text) {
        return text.chars().noneMatch(c -> c <= ' ' || Character.isISOControl(c));
    }

    private static boolean isAscii(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c > ' ' && c < 0x7F);
    }

    String user() {
        return user;
    }

    /** The header of RFC 7617. */
    String authorization() {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + token).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return user;
    }
}
