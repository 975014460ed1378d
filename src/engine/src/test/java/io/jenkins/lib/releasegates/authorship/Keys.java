package io.jenkins.lib.releasegates.authorship;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Keys of people, made by a real ssh-keygen. */
final class Keys {

    private final Path directory;

    Keys(Path directory) throws IOException {
        this.directory = Files.createDirectories(directory);
    }

    /** The private key of that name, made when it is missing; the public one lies beside it. */
    Path of(String name) throws IOException {
        return of(name, "ed25519");
    }

    Path of(String name, String type, String... more) throws IOException {
        Path key = directory.resolve(name);
        if (Files.notExists(key)) {
            List<String> command =
                    new ArrayList<>(List.of("-q", "-t", type, "-N", "", "-C", name, "-f", key.toString()));
            command.addAll(List.of(more));
            keygen(directory, command.toArray(new String[0]));
        }
        return key;
    }

    /** The line of that key, with what stands in front of it. */
    String line(String front, String name) throws IOException {
        return front + " " + Files.readString(Path.of(of(name) + ".pub")).strip() + "\n";
    }

    static void keygen(Path directory, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("ssh-keygen"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            assertThat(process.waitFor()).as(said).isZero();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
