package io.jenkins.lib.releasegates.evidence.reader.json;

import com.fasterxml.jackson.core.JsonToken;
import io.jenkins.lib.releasegates.evidence.Severity;
import io.jenkins.lib.releasegates.evidence.finding.Details;
import io.jenkins.lib.releasegates.evidence.finding.DetailsBuilder;
import io.jenkins.lib.releasegates.evidence.finding.Suppression;
import io.jenkins.lib.releasegates.evidence.reader.report.Found;
import io.jenkins.lib.releasegates.evidence.reader.report.ReportFindings;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One result of a SARIF run (3.27), read into the same object again and again. */
final class SarifResult {

    /** The fingerprint that GitHub and CodeQL made common; preferred where there are several. */
    private static final String LINE_HASH = "primaryLocationLineHash";

    private static final int MAX_FINGERPRINT = 1_000;

    private String ruleId = "";
    private int ruleIndex;
    private int extension;
    private String level = "";
    private String kind = "";
    private final TextBuffer message = new TextBuffer();
    private String uri = "";
    private String base = "";
    private int artifact;
    private int line;
    private boolean located;
    private double score;
    private boolean suppressed;
    private String justification = "";
    private String fingerprint = "";
    private String fingerprintKey = "";
    private boolean fullFingerprint;

    void read(JsonReport json) throws IOException {
        clear();
        for (String field = json.field(); field != null; field = json.field()) {
            switch (field) {
                case "ruleId" -> ruleId = json.text();
                case "ruleIndex" -> ruleIndex = json.integer(-1);
                case "rule" -> readRule(json);
                case "level" -> level = word(json.text());
                case "kind" -> kind = word(json.text());
                case "message" -> readMessage(json);
                case "locations" -> readLocations(json);
                case "suppressions" -> suppressed = readSuppressions(json);
                case "fingerprints" -> readFingerprints(json, true);
                case "partialFingerprints" -> readFingerprints(json, false);
                case "properties" -> score = score(json);
                default -> json.skip();
            }
        }
    }

    /** Adds the finding, unless the result is none. */
    void addTo(ReportFindings findings, SarifRun run) {
        if (!(kind.isEmpty() || kind.equals("fail"))) {
            return;
        }
        SarifRun.Rule rule = run.rule(ruleId, ruleIndex, extension);
        String id = ruleId.isEmpty() && rule != null ? rule.id() : ruleId;
        findings.add(new Found(
                SarifTools.kind(run.tool(), id),
                id,
                severity(rule),
                run.path(uri, base, artifact),
                line,
                message,
                run.tool(),
                fingerprint,
                suppressed ? suppression() : Details.NONE));
    }

    private Details suppression() {
        return new DetailsBuilder()
                .suppressed(Optional.of(Suppression.by("the report itself", justification)))
                .build();
    }

    private Severity severity(SarifRun.@Nullable Rule rule) {
        double best = Double.isNaN(score) && rule != null ? rule.score() : score;
        if (!Double.isNaN(best)) {
            return Severity.ofScore(best);
        }
        String effective = level.isEmpty() && rule != null ? rule.level() : level;
        return switch (effective) {
            case "error" -> Severity.HIGH;
            case "note", "none" -> Severity.LOW;
            default -> Severity.MEDIUM;
        };
    }

    /** The {@code security-severity} of a property bag, a number or a number as text from 0 to 10; NaN when there is none. */
    static double score(JsonReport json) throws IOException {
        double score = Double.NaN;
        if (!json.entersObject()) {
            return score;
        }
        for (String field = json.field(); field != null; field = json.field()) {
            if (!field.equals("security-severity")) {
                json.skip();
                continue;
            }
            JsonToken token = json.next();
            if (token.isNumeric()) {
                score = json.number();
            } else if (token == JsonToken.VALUE_STRING) {
                score = number(json.string());
            } else {
                json.skipOpened();
            }
        }
        return score >= 0 && score <= 10 ? score : Double.NaN;
    }

    static String word(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!Character.isLowerCase(text.charAt(i))) {
                return text.toLowerCase(Locale.ROOT);
            }
        }
        return text;
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    private void clear() {
        ruleId = "";
        ruleIndex = -1;
        extension = -1;
        level = "";
        kind = "";
        message.clear();
        uri = "";
        base = "";
        artifact = -1;
        line = 0;
        located = false;
        score = Double.NaN;
        suppressed = false;
        justification = "";
        fingerprint = "";
        fingerprintKey = "";
        fullFingerprint = false;
    }

    private void readRule(JsonReport json) throws IOException {
        if (!json.entersObject()) {
            return;
        }
        for (String field = json.field(); field != null; field = json.field()) {
            switch (field) {
                case "id" -> {
                    String id = json.text();
                    ruleId = ruleId.isEmpty() ? id : ruleId;
                }
                case "index" -> ruleIndex = json.integer(-1);
                case "toolComponent" -> extension = readIndex(json);
                default -> json.skip();
            }
        }
    }

    private static int readIndex(JsonReport json) throws IOException {
        int index = -1;
        if (json.entersObject()) {
            for (String field = json.field(); field != null; field = json.field()) {
                if (field.equals("index")) {
                    index = Math.max(-1, json.integer(-1));
                } else {
                    json.skip();
                }
            }
        }
        return index;
    }

    private void readMessage(JsonReport json) throws IOException {
        if (!json.entersObject()) {
            return;
        }
        String id = "";
        String arguments = "";
        for (String field = json.field(); field != null; field = json.field()) {
            switch (field) {
                case "text" -> json.text(message);
                case "id" -> id = json.text();
                case "arguments" -> arguments = readArguments(json);
                default -> json.skip();
            }
        }
        if (message.isEmpty() && !id.isEmpty()) {
            message.set(id + arguments);
        }
    }

    private static String readArguments(JsonReport json) throws IOException {
        StringBuilder arguments = new StringBuilder();
        if (json.entersArray()) {
            while (json.element()) {
                if (json.token() == JsonToken.VALUE_STRING && arguments.length() < JsonReport.MAX_TEXT) {
                    arguments.append(' ').append(json.string());
                } else {
                    json.skipOpened();
                }
            }
        }
        return arguments.toString();
    }

    private void readLocations(JsonReport json) throws IOException {
        if (!json.entersArray()) {
            return;
        }
        while (json.element()) {
            if (located || json.token() != JsonToken.START_OBJECT) {
                json.skipOpened();
                continue;
            }
            for (String field = json.field(); field != null; field = json.field()) {
                if (field.equals("physicalLocation") && json.entersObject()) {
                    located = true;
                    readPhysicalLocation(json);
                } else if (!field.equals("physicalLocation")) {
                    json.skip();
                }
            }
        }
    }

    private void readPhysicalLocation(JsonReport json) throws IOException {
        for (String field = json.field(); field != null; field = json.field()) {
            switch (field) {
                case "artifactLocation" -> {
                    if (json.entersObject()) {
                        readArtifactLocation(json);
                    }
                }
                case "region" -> {
                    if (json.entersObject()) {
                        readRegion(json);
                    }
                }
                default -> json.skip();
            }
        }
    }

    private void readArtifactLocation(JsonReport json) throws IOException {
        for (String field = json.field(); field != null; field = json.field()) {
            switch (field) {
                case "uri" -> uri = json.text();
                case "uriBaseId" -> base = json.text();
                case "index" -> artifact = json.integer(-1);
                default -> json.skip();
            }
        }
    }

    private void readRegion(JsonReport json) throws IOException {
        for (String field = json.field(); field != null; field = json.field()) {
            if (field.equals("startLine")) {
                line = Math.max(0, json.integer(0));
            } else {
                json.skip();
            }
        }
    }

    private boolean readSuppressions(JsonReport json) throws IOException {
        if (!json.entersArray()) {
            return false;
        }
        boolean any = false;
        boolean open = false;
        while (json.element()) {
            any = true;
            if (json.token() != JsonToken.START_OBJECT) {
                json.skipOpened();
                open = true;
                continue;
            }
            for (String field = json.field(); field != null; field = json.field()) {
                // "state" is the name in the drafts of 2.1, which some tools still write.
                if (field.equals("status") || field.equals("state")) {
                    String status = word(json.text());
                    open |= !status.equals("accepted");
                } else if (field.equals("justification")) {
                    justification = json.text();
                } else {
                    json.skip();
                }
            }
        }
        return any && !open;
    }

    /** Takes the full fingerprint before the partial one, the line hash before others, then the first key in order; words are none. */
    private void readFingerprints(JsonReport json, boolean full) throws IOException {
        if (!json.entersObject()) {
            return;
        }
        for (String key = json.field(); key != null; key = json.field()) {
            String value = json.text();
            if (!value.isEmpty() && value.indexOf(' ') < 0 && isBetter(key, full)) {
                fingerprint = value.length() > MAX_FINGERPRINT ? value.substring(0, MAX_FINGERPRINT) : value;
                fingerprintKey = key;
                fullFingerprint = full;
            }
        }
    }

    private boolean isBetter(String key, boolean full) {
        if (fingerprint.isEmpty() || full != fullFingerprint) {
            return fingerprint.isEmpty() || full;
        }
        boolean common = key.startsWith(LINE_HASH);
        return common == fingerprintKey.startsWith(LINE_HASH) ? key.compareTo(fingerprintKey) < 0 : common;
    }
}
