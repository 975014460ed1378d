package io.jenkins.lib.releasegates.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.releasegates.cli.terminal.Terminal;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import picocli.CommandLine;

/**
 * Why there is no answer, as text on standard error or as a JSON document on standard output; never a stack trace.
 *
 * @param exitCode {@link ReleaseGates#INVALID} or {@link ReleaseGates#BROKEN}
 */
record Failure(int exitCode, List<String> issues) {

    static Failure of(String issue) {
        return new Failure(ReleaseGates.INVALID, List.of(issue));
    }

    /** The world didn't go along. */
    static Failure broken(Exception exception) {
        String message = String.valueOf(exception.getMessage());
        if (exception instanceof NoSuchFileException) {
            message += ": there is no such file";
        } else if (exception instanceof AccessDeniedException) {
            message += ": access denied";
        } else if (exception.getMessage() == null || exception instanceof RuntimeException) {
            message = exception.getClass().getSimpleName() + ": " + message;
        }
        return new Failure(ReleaseGates.BROKEN, List.of(message));
    }

    int show(boolean json, Terminal terminal) {
        if (json) {
            ObjectNode document = JsonNodeFactory.instance.objectNode();
            document.put("error", exitCode == ReleaseGates.INVALID ? "invalid input" : "could not do its work");
            issues.forEach(document.putArray("issues")::add);
            terminal.json(document);
        } else {
            issues.forEach(terminal::error);
        }
        return exitCode;
    }

    /** With a hint at how the command is used. */
    int usage(boolean json, Terminal terminal, CommandLine command) {
        int code = show(json, terminal);
        if (!json) {
            terminal.error("Try: " + command.getCommandSpec().qualifiedName() + " --help");
        }
        return code;
    }
}
