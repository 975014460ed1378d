package io.jenkins.lib.releasegates.scanner.job;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Make a new snapshot of the vulnerability database.
 *
 * @param source where the vulnerabilities come from
 * @param key where the key of the NVD API comes from; it never stands in a job
 * @param proxy that addresses of the web are reached through
 * @param kev the catalog of known exploited vulnerabilities, JSON; empty leaves what the earlier snapshot had
 * @param snapshots the folder in which each snapshot is a folder
 * @param from the snapshot to go on from; empty means from nothing
 */
public record UpdateJob(
        Source source,
        Key key,
        Optional<Proxy> proxy,
        Optional<URI> kev,
        Path snapshots,
        Optional<Path> from,
        Path work,
        Path result,
        Limits limits)
        implements Job {

    /**
     * An HTTP proxy.
     *
     * @param credentials where user and password come from, with a colon between them
     * @param direct hosts that are reached without it
     */
    public record Proxy(String host, int port, Key credentials, List<String> direct) {

        public Proxy {
            direct = List.copyOf(direct);
        }
    }

    /** Of which kind, and where. */
    public sealed interface Source {

        URI uri();

        /** A mirror of the NVD's data feeds, {@code http}, {@code https} or {@code file}: {@code cache.properties} and a file per year. */
        record Feed(URI uri) implements Source {}

        /** The NVD API 2.0. */
        record Api(URI uri) implements Source {}
    }

    /** Where something comes from that must not stand in a job: the key of the NVD API, what a proxy demands, a salt elsewhere. */
    public enum Key {
        NONE("none"),
        /** A variable of the worker's environment: NVD_API_KEY, PROXY_CREDENTIALS, SECRETS_SALT. */
        ENVIRONMENT("environment"),
        /** A line of the worker's standard input; of two, the key's is the first. */
        STDIN("stdin");

        private final String word;

        Key(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }
}
