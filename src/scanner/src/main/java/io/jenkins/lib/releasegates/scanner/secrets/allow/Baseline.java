package io.jenkins.lib.releasegates.scanner.secrets.allow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.lib.releasegates.scanner.result.Header;
import io.jenkins.lib.releasegates.scanner.scan.Outcome;
import io.jenkins.lib.releasegates.scanner.scan.ScanException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The result of an earlier scan, whole and with the same salt; what it holds is known. For one use. */
final class Baseline {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final long MAX_BYTES = 64 << 20;
    private static final String REASON = "In the baseline";

    private final Path file;
    private final Header.Fingerprints fingerprints;
    private final List<Allowance> allowances = new ArrayList<>();
    private int line;
    private long findings;
    private long problems;
    private boolean ended;

    private Baseline(Path file, Header.Fingerprints fingerprints) {
        this.file = file;
        this.fingerprints = fingerprints;
    }

    /** One for each finding in it, without those that were suppressed for a time: these have an end, and it isn't put off by a baseline. */
    static List<Allowance> read(Path file, Header.Fingerprints fingerprints) throws ScanException {
        Baseline baseline = new Baseline(file, fingerprints);
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > MAX_BYTES) {
                throw baseline.refused("no file, or more than " + MAX_BYTES + " bytes");
            }
            for (String text : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                baseline.line++;
                baseline.line(MAPPER.readTree(text));
            }
        } catch (JsonProcessingException e) {
            throw baseline.refused("no JSON");
        } catch (IOException e) {
            throw baseline.refused("a file that can't be read");
        }
        if (!baseline.ended) {
            throw baseline.refused("no line of type end: the result isn't whole");
        }
        return baseline.allowances;
    }

    private void line(JsonNode json) throws ScanException {
        String type = json.path("type").asText();
        if (ended || line == 1 != type.equals("scan")) {
            throw refused("a line of type " + (type.isEmpty() ? "none" : '"' + type.replaceAll("\\W", "?") + '"'));
        }
        switch (type) {
            case "scan" -> head(json);
            case "finding" -> finding(json);
            case "problem" -> problems++;
            case "end" -> {
                ended = true;
                if (json.path("findings").asLong(-1) != findings
                        || json.path("problems").asLong(-1) != problems) {
                    throw refused("other numbers of lines than it says: the result isn't whole");
                }
            }
            default -> {
                // Of a later worker.
            }
        }
    }

    private void head(JsonNode json) throws ScanException {
        if (json.path("version").asInt() != 1 || !json.path("kind").asText().equals("secrets")) {
            throw refused("another kind or version of result");
        }
        JsonNode before = json.path("fingerprints");
        if (!fingerprints.lasting()
                || !before.path("lasting").asBoolean()
                || !before.path("salt").asText().equals(fingerprints.salt())) {
            throw refused("fingerprints with another salt, which can't be compared");
        }
    }

    private void finding(JsonNode json) throws ScanException {
        findings++;
        String rule = json.path("rule").asText();
        String fingerprint = json.path("fingerprint").asText();
        if (rule.isEmpty() || fingerprint.isEmpty()) {
            throw refused("a finding without rule or fingerprint");
        }
        if (!json.path("suppressed").has("until")) {
            allowances.add(new Allowance(
                    Optional.of(rule),
                    Optional.empty(),
                    Optional.of(fingerprint),
                    "rule " + rule + ", fingerprint " + fingerprint,
                    String.valueOf(file.getFileName()),
                    line,
                    REASON,
                    null,
                    null,
                    false));
        }
    }

    private ScanException refused(String found) {
        return new ScanException(
                Outcome.BAD_JOB,
                file + ":" + line + ": found " + found
                        + ", allowed: the whole result of a scan of kind secrets with the salt of this job");
    }
}
