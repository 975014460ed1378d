package io.jenkins.lib.releasegates.launcher.bundle;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The files of a bundle with their digests. It is JSON in exactly one form of bytes: a manifest that says the same in another form is refused,
 * and so nobody has to agree on a parser.
 *
 * @param files digests by path within the bundle, forward slashes
 */
public record BundleManifest(SortedMap<String, String> files) {

    /** The manifest's own name; it isn't among its files. */
    public static final String NAME = "manifest.json";

    private static final Pattern PATH =
            Pattern.compile("(?!/)(?!.*(^|/)\\.\\.?(/|$))(?!.*//)[A-Za-z0-9._+/-]{1,250}(?<!/)");
    private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");
    private static final Pattern LINE = Pattern.compile("    \"([^\"]+)\": \"([^\"]+)\",?");
    private static final int MAX_BYTES = 1 << 20;

    public BundleManifest {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
        for (Map.Entry<String, String> file : files.entrySet()) {
            if (!PATH.matcher(file.getKey()).matches() || file.getKey().equals(NAME)) {
                throw new IllegalArgumentException("No path for a file of a bundle: " + file.getKey());
            }
            if (!DIGEST.matcher(file.getValue()).matches()) {
                throw new IllegalArgumentException("No digest: " + file.getValue());
            }
        }
    }

    /** Digest over all files: of the lines that {@code sha256sum} prints for them, in the order of their names' bytes. */
    public String all() {
        StringBuilder lines = new StringBuilder();
        files.forEach((path, digest) -> lines.append(digest.substring("sha256:".length()))
                .append("  ")
                .append(path)
                .append('\n'));
        return Sha256.of(lines.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Its one form. */
    public byte[] bytes() {
        StringBuilder text = new StringBuilder("{\n  \"version\": 1,\n  \"all\": \"" + all() + "\",\n  \"files\": {\n");
        String separator = "";
        for (Map.Entry<String, String> file : files.entrySet()) {
            text.append(separator)
                    .append("    \"")
                    .append(file.getKey())
                    .append("\": \"")
                    .append(file.getValue())
                    .append('"');
            separator = ",\n";
        }
        return text.append("\n  }\n}\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Digest of {@link #bytes}: what a result names as its worker. */
    public String digest() {
        return Sha256.of(bytes());
    }

    /** Reads what {@link #bytes} wrote. */
    public static BundleManifest parse(byte[] bytes) throws RefusedManifestException {
        if (bytes.length > MAX_BYTES) {
            throw new RefusedManifestException(
                    "found a manifest of " + bytes.length + " bytes, allowed: at most " + MAX_BYTES);
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        SortedMap<String, String> files = new TreeMap<>();
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            Matcher file = LINE.matcher(line);
            if (file.matches()) {
                if (!PATH.matcher(file.group(1)).matches()
                        || !DIGEST.matcher(file.group(2)).matches()) {
                    throw new RefusedManifestException("line " + number
                            + ": found something else than a path within the bundle and its sha256, allowed: both");
                }
                files.put(file.group(1), file.group(2));
            }
        }
        if (files.isEmpty()
                || files.containsKey(NAME)
                || !text.equals(new String(new BundleManifest(files).bytes(), StandardCharsets.UTF_8))) {
            throw new RefusedManifestException(
                    "found something else than the one form of a manifest with version 1, all and files, allowed: that form");
        }
        return new BundleManifest(files);
    }
}
