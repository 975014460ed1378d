package io.jenkins.lib.releasegates.cli.approve;

import io.jenkins.lib.releasegates.cli.terminal.InvalidInputException;
import io.jenkins.lib.releasegates.cli.terminal.Terminal;
import java.io.Console;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the password comes from that goes with an answer, where the owner of an environment wants one: never from an argument. */
final class PasswordSource {

    private static final int MAX_BYTES = 1_000;

    @Option(
            names = "--password-env",
            paramLabel = "VAR",
            description =
                    "The variable of the environment that holds the password of the account, where one is wanted.")
    private @Nullable String variable;

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "A file whose first line is that password. Without both it is typed, in a terminal.")
    private @Nullable Path file;

    /**
     * The password.
     *
     * @throws InvalidInputException when there is none, without a part of what was found
     */
    String read(UnaryOperator<@Nullable String> variables, Terminal terminal, String user)
            throws InvalidInputException {
        String password = variable != null ? or(variables.apply(variable)) : file != null ? firstLine(file) : "";
        if (variable == null && file == null) {
            password = typed(terminal, user);
        }
        if (password.isEmpty()) {
            throw new InvalidInputException((variable != null
                            ? "The variable " + variable
                            : file != null ? "--password-file " + file : "--password-env, --password-file")
                    + ": found nothing; allowed: the password of the account " + user
                    + ", which this environment wants with each approval and refusal");
        }
        return password;
    }

    private static String typed(Terminal terminal, String user) {
        Console console = terminal.interactive() ? System.console() : null;
        char[] password = console == null ? null : console.readPassword("Password of %s: ", user);
        return password == null ? "" : new String(password);
    }

    private static String firstLine(Path file) throws InvalidInputException {
        try {
            if (Files.size(file) <= MAX_BYTES) {
                return Files.readString(file, StandardCharsets.UTF_8)
                        .lines()
                        .findFirst()
                        .orElse("");
            }
        } catch (IOException e) {
            throw new InvalidInputException(
                    "--password-file " + file + ": found no file that can be read; allowed: a file with a password");
        }
        throw new InvalidInputException("--password-file " + file + ": found more than " + MAX_BYTES
                + " bytes; allowed: a file with a password");
    }

    private static String or(@Nullable String value) {
        return value == null ? "" : value;
    }
}
