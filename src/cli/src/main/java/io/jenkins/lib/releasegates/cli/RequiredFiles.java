package io.jenkins.lib.releasegates.cli;

import io.jenkins.lib.releasegates.cli.terminal.InvalidInputException;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.evidence.Artifact;
import io.jenkins.lib.releasegates.statement.admission.RevocationSource;
import io.jenkins.lib.releasegates.statement.admission.SignedRevocations;
import io.jenkins.lib.releasegates.statement.document.RefusedDocumentException;
import io.jenkins.lib.releasegates.statement.envelope.Envelope;
import io.jenkins.lib.releasegates.statement.envelope.EnvelopeKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what {@code require} was given, and gathers all that is wrong with it; what it returns then is good for nothing. */
final class RequiredFiles {

    private static final int MAX_KEY_BYTES = 64 * 1024;

    private final List<String> issues = new ArrayList<>();
    private final List<EnvelopeKey> trusted = new ArrayList<>();

    /** The file with the digest of its bytes, as they are now. */
    Artifact artifact(Path file) {
        String name = String.valueOf(file.getFileName());
        if (Files.isRegularFile(file)) {
            try (InputStream stream = Files.newInputStream(file)) {
                return new Artifact(name, Digest.of(stream), Files.size(file));
            } catch (IOException e) {
                issues.add("--artifact " + file + ": found a file that can't be read");
            }
        } else {
            issues.add("--artifact " + file + ": found no file; allowed: the file that is to pass");
        }
        return new Artifact(name, Digest.of(new byte[0]), 0);
    }

    /** The file, and one byte more where it is longer than allowed. */
    byte[] bytes(String option, Path file, int max) {
        if (Files.isRegularFile(file)) {
            try (InputStream stream = Files.newInputStream(file)) {
                return stream.readNBytes(max + 1);
            } catch (IOException e) {
                issues.add(option + " " + file + ": found a file that can't be read");
            }
        } else {
            issues.add(option + " " + file + ": found no file");
        }
        return new byte[0];
    }

    List<EnvelopeKey> keys(List<Path> files) {
        for (Path file : files) {
            int before = issues.size();
            String pem = new String(bytes("--key", file, MAX_KEY_BYTES), StandardCharsets.UTF_8);
            if (issues.size() > before) {
                continue;
            }
            try {
                trusted.add(EnvelopeKey.parse(pem));
            } catch (RefusedDocumentException e) {
                issues.add("--key " + file + ": " + e.reason());
            }
        }
        return List.copyOf(trusted);
    }

    Set<Digest> digests(List<String> texts) {
        Set<Digest> digests = new LinkedHashSet<>();
        for (String text : texts) {
            try {
                digests.add(Digest.parse(text));
            } catch (IllegalArgumentException e) {
                issues.add("--policy-digest: " + e.getMessage());
            }
        }
        return digests;
    }

    /** The list, checked with the keys that were read before. */
    Optional<RevocationSource> revocations(@Nullable Path file, boolean ignore, Instant now, Duration maxAge) {
        if (file == null) {
            return ignore ? Optional.of(RevocationSource.notChecked()) : Optional.empty();
        }
        int before = issues.size();
        byte[] bytes = bytes("--revocations", file, Envelope.MAX_BYTES);
        if (issues.size() == before) {
            try {
                return Optional.of(SignedRevocations.read(bytes, trusted, now, maxAge));
            } catch (RefusedDocumentException e) {
                issues.add("--revocations " + file + ": " + e.reason());
            }
        }
        return Optional.empty();
    }

    void refuseWhatIsWrong() throws InvalidInputException {
        if (!issues.isEmpty()) {
            throw new InvalidInputException(issues);
        }
    }
}
