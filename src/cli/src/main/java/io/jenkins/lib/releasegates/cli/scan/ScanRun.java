package io.jenkins.lib.releasegates.cli.scan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.releasegates.audit.entry.LedgerException;
import io.jenkins.lib.releasegates.cli.terminal.InvalidInputException;
import io.jenkins.lib.releasegates.cli.terminal.Terminal;
import io.jenkins.lib.releasegates.cli.terminal.WrittenFile;
import io.jenkins.lib.releasegates.launcher.ScanOrder;
import io.jenkins.lib.releasegates.launcher.ScanResult;
import io.jenkins.lib.releasegates.launcher.WorkerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Scans, writes the result where it was asked for, and says what is in it. */
final class ScanRun {

    static final int SECONDS = 3_600;

    private ScanRun() {}

    /**
     * Scans.
     *
     * @param documents the folder for the bill of materials, where the order asks for one
     */
    static int run(Terminal terminal, ScanOptions options, ScanOrder order, @Nullable Path documents)
            throws InvalidInputException, WorkerException, IOException, InterruptedException {
        Path output = options.output();
        ScanCounts counts = WorkerRun.run(
                terminal,
                options.worker,
                "Scanning",
                (worker, listener) -> worker.scan(order, listener, result -> keep(result, output, documents)));
        if (options.json) {
            ObjectNode json = counts.json();
            json.put("kind", order.kind());
            json.put("file", output.toString());
            Optional.ofNullable(documents).ifPresent(folder -> json.put("documents", folder.toString()));
            terminal.json(json);
        } else {
            terminal.line("Wrote " + output + ": " + counts.words());
            Path absolute = ScanOptions.absolute(output);
            terminal.line(
                    "Nothing is judged yet. Next: release-gates evaluate --policy release-policy.yaml --workspace "
                            + quoted(absolute.getParent()) + " --report " + quoted(absolute.getFileName()));
        }
        return CommandLine.ExitCode.OK;
    }

    private static ScanCounts keep(ScanResult result, Path output, @Nullable Path documents) throws IOException {
        ScanCounts counts = ScanCounts.of(result.file());
        if (documents != null) {
            for (Path document : List.of(result.bill(), result.billAsXml(), result.vex())) {
                write(document, documents.resolve(String.valueOf(document.getFileName())));
            }
        }
        write(result.file(), output);
        return counts;
    }

    private static void write(Path from, Path to) throws IOException {
        try {
            WrittenFile.write(to, out -> Files.copy(from, out));
        } catch (LedgerException e) {
            throw new IOException(e);
        }
    }

    private static String quoted(@Nullable Path path) {
        String text = String.valueOf(path);
        return text.matches("[A-Za-z0-9._/+-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
