package io.jenkins.lib.releasegates.scanner.launched;

import io.jenkins.lib.releasegates.launcher.ScanOrder;
import io.jenkins.lib.releasegates.launcher.ScanWorker;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A launcher in a process of its own, for what only another process can have: another environment, a violent death, a full disk. */
final class LaunchedScan {

    private LaunchedScan() {}

    /** {@code scan BUNDLE HOME FOLDER} searches for secrets and writes the result to its output; {@code update BUNDLE HOME URI} makes a snapshot. */
    public static void main(String[] arguments) throws Exception {
        Path home = Path.of(arguments[2]);
        ScanWorker worker = LaunchedWorker.of(Path.of(arguments[1]), home, 512);
        if (arguments[0].equals("update")) {
            worker.update(LaunchedWorker.update(URI.create(arguments[3]), home, 600), Quiet.LISTENER);
        } else {
            String result = worker.scan(
                    ScanOrder.of("secrets", Path.of(arguments[3])),
                    Quiet.LISTENER,
                    found -> Files.readString(found.file()));
            System.out.write(result.getBytes(StandardCharsets.UTF_8));
            System.out.flush();
        }
    }
}
