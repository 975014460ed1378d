package io.jenkins.lib.releasegates.scanner.result;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that was found packaged.
 *
 * @param path relative to the scanned folder, forward slashes; {@code !/} between an archive and what is in it
 * @param purl the most specific package URL of several
 * @param licenses SPDX ids or names
 */
public record Component(
        String path,
        @Nullable String purl,
        @Nullable String name,
        @Nullable String version,
        @Nullable String sha256,
        @Nullable String sha1,
        @Nullable List<String> licenses) {

    /** The same at another place. */
    public Component at(String place) {
        return new Component(place, purl, name, version, sha256, sha1, licenses);
    }
}
