package io.jenkins.lib.releasegates.scanner.sca;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.releasegates.scanner.database.Snapshot;
import io.jenkins.lib.releasegates.scanner.database.VulnerabilityFeed;
import io.jenkins.lib.releasegates.scanner.declared.DeclaredFile;
import io.jenkins.lib.releasegates.scanner.scan.Progress;
import java.io.File;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.owasp.dependencycheck.analyzer.Analyzer;
import org.owasp.dependencycheck.analyzer.FileTypeAnalyzer;

/** Our list of names against Dependency-Check itself. */
class FileTypesTest {

    private static final List<String> NAMES = List.of(
            "a.jar",
            "a.war",
            "a.aar",
            "a.ear",
            "a.zip",
            "a.whl",
            "a.egg",
            "a.py",
            "a.gemspec",
            "a.podspec",
            "a.nuspec",
            "a.csproj",
            "a.vbproj",
            "a.dll",
            "a.exe",
            "a.js",
            "a.txt",
            "a.class",
            "a.json",
            "a.xml",
            "pom.xml",
            "package.json",
            "package-lock.json",
            "npm-shrinkwrap.json",
            "yarn.lock",
            "pnpm-lock.yaml",
            "composer.lock",
            "requirements.txt",
            "Pipfile",
            "Pipfile.lock",
            "poetry.lock",
            "pyproject.toml",
            "METADATA",
            "PKG-INFO",
            "go.mod",
            "Gopkg.lock",
            "cpanfile",
            "Podfile.lock",
            "Cartfile.resolved",
            "Package.swift",
            "Package.resolved",
            "pubspec.lock",
            "pubspec.yaml",
            "libman.json",
            "packages.config",
            "opensslv.h",
            "maven_install.json",
            "Gemfile.lock",
            "mix.lock",
            "CMakeLists.txt",
            "configure.ac",
            "Rakefile",
            "Directory.Build.props",
            "a.pom");

    @TempDir
    private Path home;

    @Test
    void shouldLookAtExactlyWhatDependencyCheckReads() throws Exception {
        Progress progress = new Progress(new PrintStream(OutputStream.nullOutputStream()));
        try (QuietEngine engine = new QuietEngine(
                OfflineSettings.of(Snapshot.open(VulnerabilityFeed.snapshot()), List.of(), home), progress)) {
            for (String name : NAMES) {
                boolean read = engine.accept(new File("/somewhere/" + name));
                assertThat(FileTypes.lookedAt("somewhere/" + name))
                        .as(name)
                        .isEqualTo(read
                                || FileTypes.isArchive(name)
                                || DeclaredFile.of(name).isPresent());
                assertThat(read && DeclaredFile.of(name).isPresent())
                        .as("%s is read once", name)
                        .isFalse();
            }
            Set<String> unknown = new TreeSet<>();
            for (Analyzer analyzer : engine.getAnalyzers()) {
                if (analyzer instanceof FileTypeAnalyzer reader
                        && analyzer.isEnabled()
                        && NAMES.stream().noneMatch(name -> reader.accept(new File("/somewhere/" + name)))) {
                    unknown.add(analyzer.getName());
                }
            }
            // These ask for more than a name: a folder "specifications", or nothing at all.
            assertThat(unknown).isSubsetOf("Ruby Bundler Analyzer");
        }
    }
}
