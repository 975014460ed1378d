package io.jenkins.lib.releasegates.launcher.snapshot;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a {@code snapshot.json} says, as far as a copy can be held against it without reading gigabytes.
 *
 * @param version the name of its folder
 * @param lastModified the newest date of its source, ISO 8601 in UTC
 * @param files how many bytes each file has that belongs to it
 */
public record SnapshotFiles(String version, String lastModified, Map<String, Long> files) {

    static final String DESCRIPTION = "snapshot.json";
    private static final String DATABASE = "odc.mv.db";
    private static final String EXPLOITED = "kev.json";
    private static final int MAX_BYTES = 1 << 16;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    public SnapshotFiles {
        files = Map.copyOf(files);
    }

    /**
     * Reads it.
     *
     * @throws RefusedSnapshotException when it is none
     */
    static SnapshotFiles parse(byte[] json) throws RefusedSnapshotException {
        if (json.length > MAX_BYTES) {
            throw new RefusedSnapshotException(
                    DESCRIPTION + ": found " + json.length + " bytes, allowed: at most " + MAX_BYTES);
        }
        try {
            JsonNode node = MAPPER.readTree(json);
            long database = node.path("database").path("bytes").asLong();
            String version = node.path("version").asText();
            if (node.path("format").asInt() != 1 || database < 1 || !InstalledSnapshot.isVersion(version)) {
                throw new RefusedSnapshotException(
                        DESCRIPTION + ": found another format, allowed: format 1 with version and database");
            }
            Map<String, Long> files = new TreeMap<>();
            files.put(DESCRIPTION, (long) json.length);
            files.put(DATABASE, database);
            if (node.hasNonNull("exploited")) {
                files.put(EXPLOITED, node.path("exploited").path("bytes").asLong());
            }
            return new SnapshotFiles(version, node.path("lastModified").asText(), files);
        } catch (JsonProcessingException e) {
            throw new RefusedSnapshotException(DESCRIPTION + ": found no JSON, allowed: the description of a snapshot");
        } catch (IOException e) {
            throw new IllegalStateException("Bytes in memory can be read", e);
        }
    }
}
