package io.jenkins.lib.releasegates.verify;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.verify.VerificationReport.PeopleCount;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Whether clear values of persons are what entries commit to, and how many are. */
final class Commitments {

    /** Bytes of the longest row: values are cut to 4,000 characters, and a policy that they come from has at most 1 MiB. */
    static final int MAX_ROW = 4 * 1024 * 1024;

    private static final Pattern SALT = Pattern.compile("[0-9a-f]{32}");

    private final Findings findings;
    private long verified;
    private long erased;
    private long mismatched;

    Commitments(Findings findings) {
        this.findings = findings;
    }

    PeopleCount count() {
        return new PeopleCount(verified, erased, mismatched);
    }

    /** An entry has no row. */
    void without(JsonNode commitments) {
        erased += commitments.size();
    }

    /** A row has no entry. */
    void unexpected(String place, long seq) {
        findings.add(place, "found values of entry " + seq + " for which nothing was expected");
        mismatched++;
    }

    /** Holds the row of an entry against what the entry commits to; whether all of that has its value. */
    boolean compare(String place, long seq, JsonNode values, JsonNode commitments) {
        Set<String> kept = new HashSet<>();
        List<String> wrong = new ArrayList<>();
        String first = "";
        for (Iterator<Map.Entry<String, JsonNode>> fields = values.fields(); fields.hasNext(); ) {
            Map.Entry<String, JsonNode> field = fields.next();
            String name = field.getKey();
            kept.add(name);
            String salt = field.getValue().path("salt").asText();
            String expected = commitments.path(name).asText("nothing");
            String found = SALT.matcher(salt).matches()
                            && field.getValue().path("value").isTextual()
                    ? commitment(salt, name, field.getValue().path("value").textValue())
                    : "neither salt nor value";
            if (found.equals(expected)) {
                verified++;
            } else {
                wrong.add(name);
                if (wrong.size() == 1) {
                    first = "the commitment of the first is " + found + ", expected " + expected;
                }
            }
        }
        if (!wrong.isEmpty()) {
            mismatched += wrong.size();
            findings.add(
                    place,
                    "found other values than entry " + seq + " commits to, of " + String.join(", ", wrong) + ": "
                            + first);
        }
        boolean complete = true;
        for (Iterator<String> names = commitments.fieldNames(); names.hasNext(); ) {
            if (!kept.contains(names.next())) {
                erased++;
                complete = false;
            }
        }
        return complete;
    }

    /** SHA-256 over the bytes of the salt, a zero byte, the name of the field, a zero byte and the value. */
    private static String commitment(String salt, String field, String value) {
        MessageDigest sha256 = Digest.sha256();
        sha256.update(HexFormat.of().parseHex(salt));
        sha256.update((byte) 0);
        sha256.update(field.getBytes(StandardCharsets.UTF_8));
        sha256.update((byte) 0);
        sha256.update(value.getBytes(StandardCharsets.UTF_8));
        return Digest.from(sha256).toString();
    }
}
