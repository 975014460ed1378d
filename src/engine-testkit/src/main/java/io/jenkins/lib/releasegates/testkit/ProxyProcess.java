package io.jenkins.lib.releasegates.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A real proxy on the loopback interface, with a configuration of its own; gone at {@link #close}. A test asks {@link #missing} first. */
public final class ProxyProcess implements AutoCloseable {

    private static final int MILLIS = 10_000;

    private final Process process;
    private final Path log;

    private ProxyProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Why that program can't be run here, in words for a skipped test; empty when it can. */
    public static Optional<String> missing(String program) {
        return find(program).isPresent()
                ? Optional.empty()
                : Optional.of("not installed here: " + program + " (Debian package " + program + ")");
    }

    /** Servers of the machine lie where most users don't look. */
    private static Optional<Path> find(String program) {
        return List.of("/usr/sbin", "/usr/local/sbin", "/usr/bin", "/usr/local/bin").stream()
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** A port that nobody listens at just now. */
    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Starts it in a directory of its own; returns when that port is open. */
    public static ProxyProcess start(Path directory, int port, String program, String... arguments) throws IOException {
        Path log = directory.resolve(program + ".log");
        List<String> command = new ArrayList<>(List.of(find(program)
                .orElseThrow(() -> new IOException(missing(program).orElse("")))
                .toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        ProxyProcess started = new ProxyProcess(process, log);
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(MILLIS);
        while (!isOpen(port)) {
            if (!process.isAlive() || System.nanoTime() > end) {
                String said = Files.readString(log);
                started.close();
                throw new IOException(program + " didn't start: " + said);
            }
            started.pause();
        }
        return started;
    }

    private void pause() throws IOException {
        try {
            process.waitFor(20, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static boolean isOpen(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** What it has written. */
    public String said() throws IOException {
        return Files.readString(log);
    }

    public long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        process.onExit().join();
    }
}
