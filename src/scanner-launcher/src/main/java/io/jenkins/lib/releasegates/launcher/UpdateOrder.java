package io.jenkins.lib.releasegates.launcher;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where a vulnerability database comes from and where its next snapshot goes; the members of a job {@code update} of docs/formats/scan-job.md.
 *
 * @param source a mirror of the feeds, or the API
 * @param key of the API; goes to the worker through its standard input alone
 * @param proxy that addresses of the web are reached through
 * @param exploited address of the catalog of known exploited vulnerabilities
 * @param snapshots the folder of all snapshots
 * @param from the snapshot to go on from
 * @param seconds that it may take
 */
public record UpdateOrder(
        Source source,
        URI address,
        Optional<String> key,
        Optional<WebProxy> proxy,
        Optional<URI> exploited,
        Path snapshots,
        Optional<Path> from,
        int seconds) {

    /** What answers at the address. */
    public enum Source {
        FEED,
        API
    }

    /** What the worker reads from its standard input, a line each. */
    Optional<String> secrets() {
        String lines = Stream.of(key, proxy.flatMap(WebProxy::credentials))
                .flatMap(Optional::stream)
                .collect(Collectors.joining("\n"));
        return lines.isEmpty() ? Optional.empty() : Optional.of(lines);
    }

    @Override
    public String toString() {
        return "UpdateOrder[" + source + " " + address + ", key=" + (key.isPresent() ? "***" : "none") + "]";
    }

    ObjectNode job(Path work, Path result) {
        ObjectNode job = JsonNodeFactory.instance.objectNode();
        job.put("version", 1).put("do", "update");
        if (source == Source.FEED) {
            job.put("feed", address.toString());
        } else {
            job.put("api", address.toString()).put("key", key.isPresent() ? "stdin" : "none");
        }
        proxy.ifPresent(one -> one.write(job));
        exploited.ifPresent(one -> job.put("kev", one.toString()));
        job.put("snapshots", snapshots.toString());
        from.ifPresent(one -> job.put("from", one.toString()));
        job.putObject("limits").put("seconds", seconds);
        return job.put("work", work.toString()).put("result", result.toString());
    }
}
