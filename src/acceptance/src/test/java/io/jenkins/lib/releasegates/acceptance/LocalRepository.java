package io.jenkins.lib.releasegates.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A repository of a real git on this machine, in which people change something. */
final class LocalRepository {

    private final Path directory;

    LocalRepository(Path directory) throws IOException, InterruptedException {
        this.directory = Files.createDirectories(directory);
        git("init", "--quiet", "--initial-branch=main", ".");
    }

    /** Somebody changes something and signs nothing; the revision. */
    String commit(String address) throws IOException, InterruptedException {
        return commit(address, List.of("-c", "commit.gpgsign=false"), List.of());
    }

    /** The same, signed by that key of ssh-keygen. */
    String signed(String address, Path key) throws IOException, InterruptedException {
        return commit(address, List.of("-c", "gpg.format=ssh", "-c", "user.signingkey=" + key), List.of("-S"));
    }

    private String commit(String address, List<String> settings, List<String> options)
            throws IOException, InterruptedException {
        Files.writeString(directory.resolve("file"), address + Math.random());
        git("add", "file");
        List<String> command = new ArrayList<>(settings);
        command.addAll(List.of("-c", "user.name=whoever", "-c", "user.email=" + address, "commit", "--quiet"));
        command.addAll(options);
        command.addAll(List.of("-m", "change"));
        git(command.toArray(new String[0]));
        return git("rev-parse", "HEAD");
    }

    private String git(String... arguments) throws IOException, InterruptedException {
        return run(directory, "git", arguments);
    }

    /** Makes a key beside the repository; what stands in its public half. */
    String keygen(Path key) throws IOException, InterruptedException {
        run(directory, "ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", key.toString());
        return Files.readString(Path.of(key + ".pub")).strip();
    }

    private static String run(Path directory, String program, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said.strip();
    }
}
