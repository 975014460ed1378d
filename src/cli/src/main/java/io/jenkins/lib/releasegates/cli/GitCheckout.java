package io.jenkins.lib.releasegates.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** What git says of a folder; nothing where there is no git or no checkout. */
final class GitCheckout {

    private final Path folder;

    GitCheckout(Path folder) {
        this.folder = folder;
    }

    /** The branch that is checked out. */
    Optional<String> branch() {
        return ask("rev-parse", "--abbrev-ref", "HEAD").filter(name -> !name.equals("HEAD"));
    }

    /** The commit that is checked out. */
    Optional<String> revision() {
        return ask("rev-parse", "--verify", "HEAD");
    }

    private Optional<String> ask(String... arguments) {
        try {
            ProcessBuilder git = new ProcessBuilder("git");
            git.command().addAll(List.of(arguments));
            Process process = git.directory(folder.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String answer = new String(process.getInputStream().readNBytes(1_000), StandardCharsets.UTF_8).strip();
            return process.waitFor(5, TimeUnit.SECONDS) && process.exitValue() == 0 && !answer.isEmpty()
                    ? Optional.of(answer)
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
