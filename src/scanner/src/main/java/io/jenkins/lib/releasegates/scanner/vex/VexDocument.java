package io.jenkins.lib.releasegates.scanner.vex;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One CycloneDX document in JSON, read for its judgements of vulnerabilities. For one use. */
final class VexDocument {

    private static final int MAX_DEPTH = 100;
    private static final int MAX_REASON = 500;
    private static final Pattern SPEC_VERSION = Pattern.compile("1\\.[4-7]");
    private static final Set<String> SUPPRESSING =
            Set.of("not_affected", "false_positive", "resolved", "resolved_with_pedigree");
    private static final Set<String> OPEN = Set.of("exploitable", "in_triage");
    private static final String UNTIL = "release-gates:until";
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final ObjectMapper MAPPER = new ObjectMapper(FACTORY);

    private final String name;
    private final Instant now;
    private final List<Entry> entries = new ArrayList<>();
    private final Described described = new Described();
    private @Nullable JsonNode format;
    private @Nullable JsonNode version;

    private VexDocument(String name, Instant now) {
        this.name = name;
        this.now = now;
    }

    /** A vulnerability and where it stands. */
    private record Entry(int line, JsonNode json) {}

    /**
     * The statements of a document that suppress something.
     *
     * @param name what they name as their origin
     * @throws IOException with line, found and allowed, when it isn't what it has to be
     */
    static List<Statement> read(String name, byte[] bytes, Instant now) throws IOException {
        VexDocument document = new VexDocument(name, now);
        try (JsonParser parser = FACTORY.createParser(bytes)) {
            parser.setCodec(MAPPER);
            document.members(parser);
        } catch (JsonProcessingException e) {
            throw new IOException(
                    (e.getLocation() == null ? "" : "line " + e.getLocation().getLineNr() + ": ") + "found no JSON ("
                            + e.getOriginalMessage() + "), allowed: a CycloneDX document as a whole",
                    e);
        }
        return document.statements();
    }

    private void members(JsonParser parser) throws IOException {
        parser.nextToken();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String member = parser.currentName();
            JsonToken value = parser.nextToken();
            if (member.equals("vulnerabilities") && value == JsonToken.START_ARRAY) {
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    int line = parser.currentTokenLocation().getLineNr();
                    entries.add(new Entry(line, parser.readValueAsTree()));
                }
            } else {
                member(
                        member,
                        parser.readValueAsTree(),
                        parser.currentTokenLocation().getLineNr());
            }
        }
        if (parser.nextToken() != null) {
            throw refused(parser.currentTokenLocation().getLineNr(), "more behind the object", "one object");
        }
    }

    private void member(String member, JsonNode value, int line) throws IOException {
        switch (member) {
            case "bomFormat" -> format = value;
            case "specVersion" -> version = value;
            case "metadata" -> described.add(value.path("component"));
            case "components" -> value.forEach(described::add);
            case "vulnerabilities" -> throw refused(line, "vulnerabilities that are no array", "an array");
            default -> {
                // Of no interest here.
            }
        }
    }

    private List<Statement> statements() throws IOException {
        if (format == null || !format.asText().equals("CycloneDX")) {
            throw refused(1, "bomFormat " + (format == null ? "nowhere" : shown(format)), "\"CycloneDX\"");
        }
        if (version == null || !SPEC_VERSION.matcher(version.asText()).matches()) {
            throw refused(1, "specVersion " + (version == null ? "nowhere" : shown(version)), "1.4 to 1.7");
        }
        List<Statement> all = new ArrayList<>();
        List<Statement> open = new ArrayList<>();
        for (Entry entry : entries) {
            Statement statement = statement(entry);
            (SUPPRESSING.contains(statement.state()) ? all : open).add(statement);
        }
        return all.stream()
                .map(statement -> withoutContradiction(statement, open))
                .toList();
    }

    private Statement statement(Entry entry) throws IOException {
        JsonNode json = entry.json();
        JsonNode id = json.path("id");
        if (!id.isTextual() || id.asText().isBlank()) {
            throw refused(entry.line(), "a vulnerability without id", "a text");
        }
        JsonNode analysis = json.path("analysis");
        JsonNode state = analysis.path("state");
        boolean judged = !state.isMissingNode();
        if (judged && !SUPPRESSING.contains(state.asText()) && !OPEN.contains(state.asText())) {
            throw refused(
                    entry.line(),
                    "the state " + shown(state),
                    "not_affected, false_positive, resolved, resolved_with_pedigree, exploitable, in_triage");
        }
        Set<String> ids = new HashSet<>(Set.of(capitals(id.asText())));
        json.path("references").forEach(reference -> {
            if (reference.path("id").isTextual()) {
                ids.add(capitals(reference.path("id").asText()));
            }
        });
        boolean suppresses = judged && SUPPRESSING.contains(state.asText());
        List<Target> targets = new ArrayList<>();
        json.path("affects")
                .forEach(affected -> described.target(affected, suppresses).ifPresent(targets::add));
        String until = until(entry);
        return new Statement(
                name,
                entry.line(),
                ids,
                judged ? state.asText() : "",
                reason(analysis),
                until,
                until != null
                        && !LocalDate.parse(until)
                                .atStartOfDay(ZoneOffset.UTC)
                                .toInstant()
                                .isAfter(now),
                targets);
    }

    private @Nullable String until(Entry entry) throws IOException {
        for (JsonNode property : entry.json().path("properties")) {
            if (property.path("name").asText().equals(UNTIL)) {
                try {
                    return LocalDate.parse(property.path("value").asText()).toString();
                } catch (DateTimeParseException e) {
                    throw refused(
                            entry.line(), UNTIL + " " + shown(property.path("value")), "a day such as 2027-01-31");
                }
            }
        }
        return null;
    }

    /** Where the same document leaves the same open for the same package, it means certain places, and holds there alone. */
    private Statement withoutContradiction(Statement statement, List<Statement> open) {
        List<Target> targets = new ArrayList<>();
        for (Target target : statement.targets()) {
            boolean contradicted = open.stream()
                    .filter(other -> other.ids().stream().anyMatch(statement.ids()::contains))
                    .flatMap(other -> other.targets().stream())
                    .anyMatch(target::meets);
            targets.add(contradicted ? target : target.everywhere());
        }
        return new Statement(
                statement.file(),
                statement.line(),
                statement.ids(),
                statement.state(),
                statement.reason(),
                statement.until(),
                statement.expired(),
                targets);
    }

    private static @Nullable String reason(JsonNode analysis) {
        String detail = analysis.path("detail").asText().strip().replaceAll("\\s+", " ");
        String reason = detail.isEmpty() ? analysis.path("justification").asText() : detail;
        if (reason.isEmpty()) {
            return null;
        }
        return reason.length() > MAX_REASON ? reason.substring(0, MAX_REASON) + "…" : reason;
    }

    private static String capitals(String id) {
        return id.strip().toUpperCase(Locale.ROOT);
    }

    private static String shown(JsonNode value) {
        String text = value.toString().replaceAll("\\p{Cntrl}", "?");
        return text.length() > 100 ? text.substring(0, 100) + "…" : text;
    }

    private static IOException refused(int line, String found, String allowed) {
        return new IOException("line " + line + ": found " + found + ", allowed: " + allowed);
    }
}
