package io.jenkins.lib.releasegates.scanner.database;

import io.jenkins.lib.releasegates.scanner.job.UpdateJob;
import io.jenkins.lib.releasegates.scanner.scan.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Gets files by {@code http}, {@code https} or {@code file}, patiently: the NVD answers 403 where others say 429, and is away for minutes on bad
 * days. Redirects are not followed: the one who made the job named a place.
 */
final class Fetch {

    static final int ATTEMPTS = 10;

    private static final Duration FIRST_WAIT = Duration.ofSeconds(2);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);
    private static final Duration CONNECT = Duration.ofSeconds(30);
    private static final Duration ANSWER = Duration.ofMinutes(10);
    private static final Set<Integer> AGAIN = Set.of(403, 408, 429, 500, 502, 503, 504);
    private static final int NOT_FOUND = 404;
    private static final int PROXY_LOGIN = 407;
    private static final int OK = 200;
    private static final long MAX_BYTES = 4L << 30;
    private static final int BUFFER = 1 << 16;

    private final HttpClient client;
    private final Optional<String> key;
    private final Progress progress;
    private final Pause pause;

    /** A fetch that shows this, and goes this way. */
    Fetch(Access access, Optional<UpdateJob.Proxy> proxy, Progress progress, Pause pause) {
        this.client = access.through(proxy, HttpClient.newBuilder())
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        this.key = access.key();
        this.progress = progress;
        this.pause = pause;
    }

    boolean hasKey() {
        return key.isPresent();
    }

    void pause(Duration duration) throws UpdateException {
        try {
            pause.last(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UpdateException("Interrupted while waiting for the next request", e);
        }
    }

    /** The file, complete or not at all. */
    void get(URI uri, Path file) throws UpdateException, IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        for (int attempt = 1; ; attempt++) {
            String trouble;
            Duration wait = wait(attempt);
            try (InputStream in = open(uri)) {
                copy(in, part);
                Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
                return;
            } catch (RefusedAnswerException e) {
                if (!AGAIN.contains(e.status)) {
                    throw new UpdateException(e.sentence(uri, hasKey()));
                }
                trouble = e.sentence(uri, hasKey());
                wait = e.retryAfter
                        .filter(asked -> asked.compareTo(LONGEST_WAIT) <= 0)
                        .orElse(wait);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new UpdateException("Interrupted while " + uri + " was read", e);
            } catch (IOException e) {
                if (isFile(uri)) {
                    throw new UpdateException("found no " + uri + " that can be read: " + e, e);
                }
                trouble = uri + ": " + e;
            }
            if (attempt == ATTEMPTS) {
                throw new UpdateException(trouble + ", for the " + ATTEMPTS + "th time");
            }
            progress.warning(trouble + "; again in " + wait.toSeconds() + " s");
            pause(wait);
        }
    }

    private InputStream open(URI uri) throws IOException, InterruptedException, RefusedAnswerException {
        if (isFile(uri)) {
            return Files.newInputStream(Path.of(uri));
        }
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri).timeout(ANSWER).header("User-Agent", "release-gates-scanner");
        key.ifPresent(value -> request.header("apiKey", value));
        HttpResponse<InputStream> response = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        if (response.statusCode() == OK) {
            return response.body();
        }
        response.body().close();
        throw new RefusedAnswerException(response);
    }

    private static void copy(InputStream in, Path part) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long bytes = 0;
        try (OutputStream out = Files.newOutputStream(part)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                bytes += read;
                if (bytes > MAX_BYTES) {
                    throw new IOException("more than " + MAX_BYTES + " bytes");
                }
                out.write(buffer, 0, read);
            }
        }
    }

    private static Duration wait(int attempt) {
        Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(attempt - 1, 10));
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }

    private static boolean isFile(URI uri) {
        return "file".equalsIgnoreCase(uri.getScheme());
    }

    /** An answer that isn't the file. */
    private static final class RefusedAnswerException extends Exception {

        private static final long serialVersionUID = 1;

        private final int status;
        private final transient Optional<Duration> retryAfter;
        private final transient Optional<String> message;

        RefusedAnswerException(HttpResponse<?> response) {
            this.status = response.statusCode();
            this.retryAfter = response.headers()
                    .firstValue("Retry-After")
                    .filter(text -> text.matches("\\d{1,6}"))
                    .map(text -> Duration.ofSeconds(Long.parseLong(text)));
            this.message = response.headers().firstValue("message");
        }

        String sentence(URI uri, boolean withKey) {
            String why = message.map(text -> " (" + text + ")").orElse("");
            if (status == NOT_FOUND && withKey) {
                why += "; the NVD says so of a key that it doesn't know, too";
            } else if (status == 403) {
                why += "; the NVD says so when there were too many requests, and of a wrong key";
            }
            if (status == PROXY_LOGIN) {
                why += "; the proxy wants a user and a password, or others than it was shown";
            }
            return uri + ": found status " + status + why;
        }
    }
}
