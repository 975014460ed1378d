package io.jenkins.lib.releasegates.cli.scan;

import io.jenkins.lib.releasegates.cli.terminal.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Looks for vulnerable components, weak code and secrets, and gets the database that the first of them needs. */
@Command(
        name = "scan",
        description = {
            "Looks for vulnerable components (sca), weak code (sast) or secrets in a folder, in a process of its own.",
            "It judges nothing: findings end with 0 like none do. `release-gates evaluate` judges the result by a policy."
        },
        mixinStandardHelpOptions = true)
public final class ScanCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    private ScanCommand() {}

    /** With its subcommands. */
    public static CommandLine of(Terminal terminal) {
        return new CommandLine(new ScanCommand())
                .addSubcommand(new ScaCommand(terminal))
                .addSubcommand(new SastCommand(terminal))
                .addSubcommand(new SecretsCommand(terminal))
                .addSubcommand(new UpdateCommand(terminal));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing: sca, sast, secrets or update");
    }
}
