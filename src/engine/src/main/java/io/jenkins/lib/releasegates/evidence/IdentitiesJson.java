package io.jenkins.lib.releasegates.evidence;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.jenkins.lib.releasegates.evidence.finding.FindingKind;
import io.jenkins.lib.releasegates.evidence.finding.Sighting;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What is kept of every finding in the JSON of {@link EvidenceJson}: first when findings were seen first, each such time once, then a line of words
 * per identity, such as {@code "HIGH vulnerability kev fixable suppressed @0"}. A severity alone is an issue, as in the first version.
 */
final class IdentitiesJson {

    private static final int MAX_SIGHTINGS = 100_000;
    private static final int MAX_IDENTITIES = 1_000_000;
    private static final int IDENTITY = 32;
    private static final String KEV = "kev";
    private static final String FIXABLE = "fixable";
    private static final String SUPPRESSED = "suppressed";

    private final List<Sighting> sightings = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final List<String> words = new ArrayList<>();
    private final Map<String, String> shared = new HashMap<>();

    static void write(JsonGenerator json, Map<String, Brief> identities) throws IOException {
        TreeSet<Sighting> all = new TreeSet<>();
        identities.values().forEach(brief -> brief.firstSeen().ifPresent(all::add));
        Map<Sighting, Integer> places = new HashMap<>();
        if (!all.isEmpty()) {
            json.writeArrayFieldStart("sightings");
            for (Sighting sighting : all) {
                places.put(sighting, places.size());
                json.writeStartObject();
                json.writeStringField("at", sighting.at().toString());
                json.writeStringField("build", EvidenceWriter.wellFormed(sighting.build()));
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        Map<Brief, String> lines = new HashMap<>();
        json.writeObjectFieldStart("identities");
        String[] sorted = identities.keySet().toArray(new String[0]);
        Arrays.sort(sorted);
        for (String identity : sorted) {
            Brief brief = Objects.requireNonNull(identities.get(identity));
            json.writeStringField(identity, lines.computeIfAbsent(brief, one -> line(one, places)));
        }
        json.writeEndObject();
    }

    void readSighting(String at, String build) throws InvalidEvidenceException {
        if (sightings.size() >= MAX_SIGHTINGS) {
            throw new InvalidEvidenceException("Kept evidence with more than " + MAX_SIGHTINGS + " sightings");
        }
        try {
            sightings.add(new Sighting(Instant.parse(at), build));
        } catch (DateTimeException e) {
            throw new InvalidEvidenceException("Kept evidence: at is an instant, found: " + shown(at));
        }
    }

    void read(JsonParser json) throws IOException, InvalidEvidenceException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw new InvalidEvidenceException("Kept evidence: identities is an object");
        }
        for (String identity = json.nextFieldName(); identity != null; identity = json.nextFieldName()) {
            if (identity.length() != IDENTITY || words.size() >= MAX_IDENTITIES) {
                throw new InvalidEvidenceException("Kept evidence: at most " + MAX_IDENTITIES + " identities of "
                        + IDENTITY + " digits each, found one of " + identity.length());
            }
            if (json.nextToken() != JsonToken.VALUE_STRING) {
                throw new InvalidEvidenceException("Kept evidence: an identity has the name of a severity");
            }
            names.add(identity);
            words.add(shared.computeIfAbsent(json.getText(), same -> same));
        }
    }

    @SuppressWarnings("unchecked")
    Map<String, Brief> identities() throws InvalidEvidenceException {
        Map<String, Brief> briefs = new HashMap<>();
        for (String line : shared.keySet()) {
            briefs.put(line, brief(line));
        }
        Map.Entry<String, Brief>[] entries = new Map.Entry[words.size()];
        for (int i = 0; i < entries.length; i++) {
            entries[i] = Map.entry(names.get(i), briefs.get(words.get(i)));
        }
        return Map.ofEntries(entries);
    }

    private static String line(Brief brief, Map<Sighting, Integer> places) {
        return brief.severity().name()
                + (brief.kind() == FindingKind.ISSUE ? "" : " " + brief.kind().id())
                + (brief.exploited() ? " " + KEV : "")
                + (brief.fixable() ? " " + FIXABLE : "")
                + (brief.suppressed() ? " " + SUPPRESSED : "")
                + brief.firstSeen().map(first -> " @" + places.get(first)).orElse("");
    }

    private Brief brief(String line) throws InvalidEvidenceException {
        String[] parts = line.split(" ", 8);
        FindingKind kind = FindingKind.ISSUE;
        boolean exploited = false;
        boolean fixable = false;
        boolean suppressed = false;
        Optional<Sighting> first = Optional.empty();
        for (int i = 1; i < parts.length; i++) {
            String part = parts[i];
            switch (part) {
                case KEV -> exploited = true;
                case FIXABLE -> fixable = true;
                case SUPPRESSED -> suppressed = true;
                default -> {
                    if (part.startsWith("@")) {
                        first = Optional.of(sighting(part));
                    } else {
                        kind = FindingKind.ofId(part).orElseThrow(() -> strange(part));
                    }
                }
            }
        }
        Brief brief = new Brief(kind, Severity.valueOf(parts[0]), exploited, fixable, suppressed, Optional.empty());
        Brief common = Brief.ofCode(brief.code());
        return first.map(common::seen).orElse(common);
    }

    private Sighting sighting(String place) throws InvalidEvidenceException {
        try {
            int index = Integer.parseInt(place.substring(1));
            if (index >= 0 && index < sightings.size()) {
                return sightings.get(index);
            }
        } catch (NumberFormatException e) {
            throw strange(place);
        }
        throw strange(place);
    }

    private static InvalidEvidenceException strange(String word) {
        return new InvalidEvidenceException("Kept evidence: an identity with the unknown word " + shown(word));
    }

    private static String shown(String hostile) {
        return hostile.length() > 60 ? hostile.substring(0, 60) + "…" : hostile;
    }
}
