package io.jenkins.lib.releasegates.scanner.launched;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.releasegates.launcher.Installation;
import io.jenkins.lib.releasegates.launcher.ScanOrder;
import io.jenkins.lib.releasegates.launcher.ScanWorker;
import io.jenkins.lib.releasegates.launcher.UpdateOrder;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How the tests start the bundle as it is shipped. */
final class LaunchedWorker {

    static final Path BUNDLE = Path.of("target", "scanner-bundle").toAbsolutePath();

    private LaunchedWorker() {}

    static ScanWorker of(Path bundle, Path home, int heap) throws Exception {
        return new ScanWorker(new Installation(
                bundle,
                Files.readAllBytes(BUNDLE.resolve("manifest.json")),
                home.resolve("runs"),
                Installation.sameJava(),
                heap));
    }

    static UpdateOrder update(URI feed, Path home, int seconds) {
        return new UpdateOrder(
                UpdateOrder.Source.FEED,
                feed,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                home.resolve("snapshots"),
                Optional.empty(),
                seconds);
    }

    static ScanOrder components(Path folder, Path database, Optional<String> digest) {
        ScanOrder plain = ScanOrder.of("sca", folder);
        return new ScanOrder(
                plain.kind(),
                plain.folder(),
                plain.include(),
                plain.exclude(),
                Optional.of(new ScanOrder.Database(database, digest)),
                plain.rules(),
                plain.suppressions(),
                plain.cache(),
                plain.code(),
                plain.secrets(),
                Map.of(),
                Optional.of(new ScanOrder.Bill("shop", Optional.empty())));
    }

    /** The one worker of this test. */
    static ProcessHandle process(Path home) {
        return ProcessHandle.allProcesses()
                .filter(one -> {
                    String words = one.info().commandLine().orElse("");
                    return words.contains("scanner.Main") && words.contains(home.toString());
                })
                .findFirst()
                .orElseThrow();
    }

    static void signal(String name, ProcessHandle process) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }

    /** A launcher in a process of its own; see {@link LaunchedScan}. */
    static ProcessBuilder launcher(Path home, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Installation.sameJava().toString(),
                "-cp",
                System.getProperty("java.class.path"),
                LaunchedScan.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectError(home.resolve("err").toFile());
    }
}
