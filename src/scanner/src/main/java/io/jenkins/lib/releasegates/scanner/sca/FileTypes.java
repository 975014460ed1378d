package io.jenkins.lib.releasegates.scanner.sca;

import io.jenkins.lib.releasegates.scanner.declared.DeclaredFile;
import io.jenkins.lib.releasegates.scanner.tree.ArchiveFormat;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which files are looked at, by their names: those that Dependency-Check reads without network, which a test asks it, archives, and those that we
 * read ourselves. It stands here for a second time, because asking takes longer than a scan of unchanged files.
 */
final class FileTypes {

    private static final Set<String> NAMES = Set.of(
            "package.json",
            "package-lock.json",
            "npm-shrinkwrap.json",
            "composer.lock",
            "requirements.txt",
            "pipfile",
            "pipfile.lock",
            "poetry.lock",
            "pyproject.toml",
            "metadata",
            "pkg-info",
            "gopkg.lock",
            "cpanfile",
            "podfile.lock",
            "cartfile.resolved",
            "package.swift",
            "package.resolved",
            "pubspec.lock",
            "pubspec.yaml",
            "libman.json",
            "packages.config",
            "opensslv.h");
    private static final Set<String> EXTENSIONS =
            Set.of("jar", "war", "aar", "whl", "egg", "zip", "py", "gemspec", "podspec", "nuspec", "csproj", "vbproj");
    private static final Pattern PINNED_MAVEN = Pattern.compile("(.+install.*|.*install.+)\\.json");

    /** Files that tell something about those beside or below them. */
    private static final Set<String> COMPANIONS =
            Set.of("directory.build.props", "directory.packages.props", "version", "version.rb");

    private FileTypes() {}

    /** Whether a file with this path is looked at. */
    static boolean lookedAt(String path) {
        return isArchive(path) || isRead(path) || DeclaredFile.of(path).isPresent();
    }

    /** Whether it is looked into. */
    static boolean isArchive(String path) {
        return ArchiveFormat.of(name(path)).isPresent();
    }

    /** Whether a file of this name can change what is found in another one. */
    static boolean isCompanion(String path) {
        return COMPANIONS.contains(name(path).toLowerCase(Locale.ROOT));
    }

    /** Whether it is the list of packages that npm installed. */
    static boolean isNpmLock(String path) {
        String name = name(path);
        return name.equals("package-lock.json") || name.equals("npm-shrinkwrap.json");
    }

    private static boolean isRead(String path) {
        String name = name(path).toLowerCase(Locale.ROOT);
        return NAMES.contains(name)
                || EXTENSIONS.contains(name.substring(name.lastIndexOf('.') + 1))
                || PINNED_MAVEN.matcher(name).matches();
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
