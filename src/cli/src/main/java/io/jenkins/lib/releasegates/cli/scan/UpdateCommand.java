package io.jenkins.lib.releasegates.cli.scan;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.releasegates.cli.terminal.InvalidInputException;
import io.jenkins.lib.releasegates.cli.terminal.Terminal;
import io.jenkins.lib.releasegates.launcher.UpdateOrder;
import io.jenkins.lib.releasegates.launcher.WebProxy;
import io.jenkins.lib.releasegates.launcher.WorkerException;
import io.jenkins.lib.releasegates.launcher.snapshot.InstalledSnapshot;
import io.jenkins.lib.releasegates.launcher.snapshot.RefusedSnapshotException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes the next snapshot of the vulnerability database. */
@Command(
        name = "update",
        description = {
            "Makes the next snapshot of the vulnerability database; the only scan that opens connections.",
            "The earlier snapshots stay as they are, for scans may be reading them; delete those that nobody needs."
        },
        mixinStandardHelpOptions = true)
final class UpdateCommand implements Callable<Integer> {

    private static final Pattern PROXY = Pattern.compile("(?<host>[A-Za-z0-9._-]{1,253}):(?<port>[0-9]{1,5})");
    private static final int SECONDS = 14_400;

    private final Terminal terminal;

    @Mixin
    private final WorkerOptions worker = new WorkerOptions();

    @ArgGroup(multiplicity = "1")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Source source;

    @Option(
            names = "--key-env",
            paramLabel = "VAR",
            description = "The variable of the environment that holds the key of the NVD API.")
    private @Nullable String key;

    @Option(
            names = "--kev",
            paramLabel = "URI",
            description = "The catalog of known exploited vulnerabilities, https, http or file.")
    private @Nullable URI exploited;

    @Option(
            names = "--snapshots",
            required = true,
            paramLabel = "DIR",
            description = "The folder of all snapshots; the newest one is gone on from.")
    @SuppressWarnings("NullAway.Init")
    private Path snapshots;

    @Option(
            names = "--proxy",
            paramLabel = "HOST:PORT",
            description = "An HTTP proxy that the web is reached through; no variable of the environment is looked at.")
    @Nullable
    private String proxy;

    @Option(
            names = "--proxy-credentials-env",
            paramLabel = "NAME",
            description = "The variable of the environment that holds the proxy's user:password.")
    @Nullable
    private String proxyCredentials;

    @Option(
            names = "--direct",
            paramLabel = "HOST",
            description = "A host that is reached without the proxy; repeatable.")
    @Nullable
    private List<String> direct;

    @Option(names = "--json", description = "One JSON document about the snapshot on standard output.")
    private boolean json;

    /** One of both. */
    static final class Source {
        @Option(
                names = "--feed",
                required = true,
                paramLabel = "URI",
                description = "A mirror of the NVD data feeds, https, http or file.")
        @Nullable
        URI feed;

        @Option(names = "--api", required = true, paramLabel = "URI", description = "The NVD API 2.0.")
        @Nullable
        URI api;
    }

    UpdateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InvalidInputException, WorkerException, IOException, InterruptedException {
        Path all = ScanOptions.absolute(snapshots);
        UpdateOrder order = order(all);
        Path made = WorkerRun.run(
                terminal,
                worker,
                "Updating the vulnerability database",
                (started, listener) -> started.update(order, listener));
        String modified;
        try {
            modified = InstalledSnapshot.describe(made).lastModified();
        } catch (RefusedSnapshotException e) {
            throw new IOException(e.getMessage(), e);
        }
        if (json) {
            ObjectNode document = JsonNodeFactory.instance.objectNode();
            document.put("snapshot", made.toString());
            document.put("version", String.valueOf(made.getFileName()));
            document.put("digest", InstalledSnapshot.digest(made).orElseThrow());
            terminal.json(document.put("lastModified", modified));
        } else {
            terminal.line("Made " + made + ", as of " + modified);
            terminal.line("Next: release-gates scan sca FOLDER --database " + snapshots + " --output sca.jsonl");
        }
        return CommandLine.ExitCode.OK;
    }

    private Optional<WebProxy> proxy() throws InvalidInputException {
        if (proxy == null) {
            if (proxyCredentials != null) {
                throw new InvalidInputException("found --proxy-credentials-env without --proxy; allowed: both");
            }
            return Optional.empty();
        }
        Matcher parts = PROXY.matcher(proxy);
        if (!parts.matches()) {
            throw new InvalidInputException(
                    "--proxy: found '" + proxy + "'; allowed: HOST:PORT of an HTTP proxy, such as proxy.example:3128");
        }
        try {
            return Optional.of(new WebProxy(
                    parts.group("host"),
                    Integer.parseInt(parts.group("port")),
                    proxyCredentials == null
                            ? Optional.empty()
                            : Optional.of(ScanOptions.secret("--proxy-credentials-env", proxyCredentials)),
                    direct == null ? List.of() : direct));
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException("--proxy: found '" + proxy + "'; " + e.getMessage());
        }
    }

    private UpdateOrder order(Path all) throws InvalidInputException, IOException {
        URI api = source.api;
        URI feed = source.feed;
        if (key != null && api == null) {
            throw new InvalidInputException(
                    "found --key-env without --api; allowed: both, since only the NVD API takes a key");
        }
        return new UpdateOrder(
                api != null ? UpdateOrder.Source.API : UpdateOrder.Source.FEED,
                api != null ? api : Objects.requireNonNull(feed),
                key == null ? Optional.empty() : Optional.of(ScanOptions.secret("--key-env", key)),
                proxy(),
                Optional.ofNullable(exploited),
                all,
                InstalledSnapshot.newest(all),
                worker.secondsOr(SECONDS));
    }
}
