package io.jenkins.lib.releasegates.acceptance;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A git repository that a Jenkins on this machine can clone, on loopback. */
final class GitServer implements AutoCloseable {

    private final Path repository;
    private final int port;
    private final Process daemon;

    GitServer(Path directory) throws IOException, InterruptedException {
        repository = directory.resolve("shop");
        Files.createDirectories(repository);
        git("init", "--quiet", "--initial-branch=main");
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        daemon = new ProcessBuilder(
                        "git",
                        "daemon",
                        "--listen=127.0.0.1",
                        "--port=" + port,
                        "--reuseaddr",
                        "--export-all",
                        "--base-path=" + directory)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("git-daemon.log").toFile())
                .start();
    }

    String remote() {
        return "git://127.0.0.1:" + port + "/shop";
    }

    /** A branch that begins where that one ends, with one more commit in which these files are so. */
    void commit(String branch, String from, List<String> namesAndTexts) throws IOException, InterruptedException {
        if (!branch.equals(from)) {
            git("checkout", "--quiet", "-b", branch, from);
        }
        for (int i = 0; i < namesAndTexts.size(); i += 2) {
            Files.writeString(repository.resolve(namesAndTexts.get(i)), namesAndTexts.get(i + 1));
        }
        git("add", "--all");
        git("-c", "user.name=Scenario", "-c", "user.email=scenario@example.org", "commit", "--quiet", "-m", branch);
    }

    private void git(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        Process git = new ProcessBuilder(command)
                .directory(repository.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (git.waitFor() != 0) {
            throw new IOException(command + ": " + said);
        }
    }

    @Override
    public void close() throws InterruptedException {
        List<ProcessHandle> children = daemon.descendants().toList();
        daemon.destroy();
        children.forEach(ProcessHandle::destroy);
        daemon.waitFor(10, TimeUnit.SECONDS);
    }
}
