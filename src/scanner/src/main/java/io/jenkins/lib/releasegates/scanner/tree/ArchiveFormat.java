package io.jenkins.lib.releasegates.scanner.tree;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** How files of a name are packed, told as Dependency-Check does, by the end of the name. */
public enum ArchiveFormat {
    ZIP(Set.of("zip", "ear", "war", "jar", "sar", "apk", "nupkg", "aar")),
    TAR(Set.of("tar")),
    GZIP(Set.of("gz", "tgz")),
    BZIP2(Set.of("bz2", "tbz2")),
    RPM(Set.of("rpm"));

    private final Set<String> extensions;

    ArchiveFormat(Set<String> extensions) {
        this.extensions = extensions;
    }

    /** Of a file with this name or path; empty where it is no archive. */
    public static Optional<ArchiveFormat> of(String name) {
        String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        for (ArchiveFormat format : values()) {
            if (format.extensions.contains(extension)) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }
}
