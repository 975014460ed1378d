package io.jenkins.lib.releasegates.cli;

import io.jenkins.lib.releasegates.cli.approve.ApproveCommand;
import io.jenkins.lib.releasegates.cli.scan.ScanCommand;
import io.jenkins.lib.releasegates.cli.terminal.InvalidInputException;
import io.jenkins.lib.releasegates.cli.terminal.Output;
import io.jenkins.lib.releasegates.cli.terminal.Terminal;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command and its exit codes. */
@Command(
        name = "release-gates",
        description =
                "Decides by a policy what a workspace has to show, checks records of such decisions, demands one for an artifact, and answers for people.",
        subcommands = {
            EvaluateCommand.class,
            VerifyCommand.class,
            ReportCommand.class,
            RequireCommand.class,
            ExportCommand.class,
            KeyCommand.class,
            ApproveCommand.class,
            CommandLine.HelpCommand.class
        },
        mixinStandardHelpOptions = true,
        versionProvider = ReleaseGates.Version.class,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all gates let it through (a rehearsal admits nothing), or verified, or admitted, or scanned, or answered",
            "1:not admitted, or tampered with, or the answer doesn't count",
            "2:invalid input; all that is wrong is listed",
            "3:could not do its work"
        })
public final class ReleaseGates implements Runnable {

    /** Admitted, or verified. */
    static final int OK = 0;
    /** Not admitted, tampered with, or an answer that doesn't count. */
    static final int NO = 1;
    /** What was typed, or a file that it names, can't be used. */
    static final int INVALID = 2;
    /** The world didn't go along. */
    static final int BROKEN = 3;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    /** Runs the command, and ends the process with its exit code. */
    @EndsTheProcess
    public static void main(String[] arguments) {
        Terminal terminal = new Terminal(
                new PrintStream(System.out, true, StandardCharsets.UTF_8),
                new PrintStream(System.err, true, StandardCharsets.UTF_8),
                System.console() != null,
                System.getenv("NO_COLOR") == null && !"dumb".equals(System.getenv("TERM")),
                System.in);
        System.exit(run(terminal, arguments));
    }

    /** Runs the command. */
    static int run(Terminal terminal, String... arguments) {
        CommandLine line = new CommandLine(new ReleaseGates(), new Commands(terminal));
        line.addSubcommand("scan", ScanCommand.of(terminal));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setUsageHelpAutoWidth(true);
        line.setColorScheme(CommandLine.Help.defaultColorScheme(
                terminal.colours() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF));
        line.setOut(terminal.writer());
        line.setErr(terminal.errorWriter());
        boolean json = Output.wantsJson(arguments);
        line.setParameterExceptionHandler((exception, given) ->
                Failure.of(String.valueOf(exception.getMessage())).usage(json, terminal, exception.getCommandLine()));
        line.setExecutionExceptionHandler((exception, command, result) -> {
            if (exception instanceof ParameterException wrong) {
                return Failure.of(String.valueOf(wrong.getMessage())).usage(json, terminal, command);
            }
            if (exception instanceof InvalidInputException invalid) {
                return new Failure(INVALID, invalid.issues()).show(json, terminal);
            }
            return Failure.broken(exception).show(json, terminal);
        });
        try {
            return line.execute(arguments);
        } catch (LinkageError | StackOverflowError | OutOfMemoryError e) {
            return new Failure(BROKEN, List.of(e.toString())).show(json, terminal);
        }
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "Missing: evaluate, scan, verify, report, require, export, key or approve");
    }

    /** Gives commands the terminal. */
    private record Commands(Terminal terminal) implements CommandLine.IFactory {
        @Override
        public <K> K create(Class<K> type) throws Exception {
            if (type == EvaluateCommand.class) {
                return type.cast(new EvaluateCommand(terminal));
            }
            if (type == VerifyCommand.class) {
                return type.cast(new VerifyCommand(terminal));
            }
            if (type == ReportCommand.class) {
                return type.cast(new ReportCommand(terminal));
            }
            if (type == RequireCommand.class) {
                return type.cast(new RequireCommand(terminal));
            }
            if (type == KeyCommand.class) {
                return type.cast(new KeyCommand(terminal));
            }
            if (type == ApproveCommand.class) {
                return type.cast(new ApproveCommand(terminal));
            }
            if (type == ExportCommand.class) {
                return type.cast(new ExportCommand(terminal));
            }
            return CommandLine.defaultFactory().create(type);
        }
    }

    /** The version of the jar. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = ReleaseGates.class.getPackage().getImplementationVersion();
            return new String[] {"release-gates " + (version == null ? "(not packaged)" : version)};
        }
    }
}
