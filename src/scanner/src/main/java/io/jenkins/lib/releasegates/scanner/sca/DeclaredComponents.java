package io.jenkins.lib.releasegates.scanner.sca;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.packageurl.MalformedPackageURLException;
import com.github.packageurl.PackageURL;
import com.github.packageurl.PackageURLBuilder;
import io.jenkins.lib.releasegates.scanner.declared.Declarations;
import io.jenkins.lib.releasegates.scanner.declared.Declared;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.owasp.dependencycheck.analyzer.JarAnalyzer;
import org.owasp.dependencycheck.analyzer.exception.AnalysisException;
import org.owasp.dependencycheck.data.golang.GoModJsonParser;
import org.owasp.dependencycheck.data.nvd.ecosystem.Ecosystem;
import org.owasp.dependencycheck.dependency.Confidence;
import org.owasp.dependencycheck.dependency.Dependency;
import org.owasp.dependencycheck.dependency.EvidenceType;
import org.owasp.dependencycheck.dependency.naming.PurlIdentifier;
import org.owasp.dependencycheck.xml.pom.Model;

/**
 * What files name as their dependencies, as dependencies of Dependency-Check, with the evidence that it gathers of such a component itself. What many
 * files name is looked up once. For one run.
 */
final class DeclaredComponents {

    /** What lies at a path of this name adds nothing to the evidence: no analyzer reads it, and that of file names leaves it out. */
    private static final String NO_FILE = "build.gradle";

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final boolean byPath;
    private final Map<String, Dependency> known = new HashMap<>();
    /** By identity: what a dependency consists of changes while it is looked at. */
    private final Map<Dependency, List<Spot>> spots = new IdentityHashMap<>();

    /**
     * None yet.
     *
     * @param byPath whether rules ask where a file lies, so that no two of them have the same answer
     */
    DeclaredComponents(boolean byPath) {
        this.byPath = byPath;
    }

    /** Where a component is named. */
    record Spot(Places.Place place, int line) {}

    /**
     * Adds what one file names.
     *
     * @param shown the path by which Dependency-Check is to know the file, where rules ask for it
     * @param fresh told of those that nobody has named before
     */
    void add(Places.Place place, String shown, Declarations all, Consumer<Dependency> fresh) throws AnalysisException {
        for (Declared declared : all.components()) {
            String file = byPath ? shown : "/" + place.file().name();
            String path = file + "?" + declared.coordinates();
            Dependency dependency = known.get(path);
            if (dependency == null) {
                dependency = dependency(declared, path, place.file().name());
                known.put(path, dependency);
                fresh.accept(dependency);
            }
            spots.computeIfAbsent(dependency, key -> new ArrayList<>()).add(new Spot(place, declared.line()));
        }
    }

    /** Where that one is named; nowhere where it is none of these. */
    List<Spot> spots(Dependency dependency) {
        return spots.getOrDefault(dependency, List.of());
    }

    /** The places that something in a file of this path is of, when it fails. */
    List<Places.Place> places(Path actual) {
        List<Places.Place> places = new ArrayList<>();
        spots.forEach((dependency, all) -> {
            if (dependency.getActualFile().toPath().equals(actual)) {
                all.forEach(spot -> places.add(spot.place()));
            }
        });
        return places;
    }

    private static Dependency dependency(Declared declared, String path, String fileName) throws AnalysisException {
        Dependency dependency = switch (declared.kind()) {
            case MAVEN -> artifact(declared);
            case NPM -> npmPackage(declared, fileName);
            case GO -> module(declared);
        };
        dependency.setFilePath(path);
        dependency.setActualFilePath(new File(path, NO_FILE).getPath());
        dependency.setFileName(fileName);
        dependency.setDisplayFileName(path);
        return dependency;
    }

    /** As of a pom in a jar. */
    private static Dependency artifact(Declared declared) {
        Dependency dependency = new Dependency(true);
        dependency.setEcosystem(Ecosystem.JAVA);
        Model pom = new Model();
        pom.setGroupId(declared.group());
        pom.setArtifactId(declared.name());
        pom.setVersion(declared.version());
        JarAnalyzer.setPomEvidence(dependency, pom, null, true);
        return dependency;
    }

    /** As of a package in a package-lock.json that isn't installed. */
    private static Dependency npmPackage(Declared declared, String file) {
        Dependency dependency = new Dependency(true);
        dependency.setEcosystem(Ecosystem.NODEJS);
        dependency.addEvidence(EvidenceType.VENDOR, file, "name", declared.name(), Confidence.HIGHEST);
        dependency.addEvidence(EvidenceType.PRODUCT, file, "name", declared.name(), Confidence.HIGHEST);
        dependency.addEvidence(EvidenceType.VERSION, file, "version", declared.version(), Confidence.HIGHEST);
        dependency.setName(declared.name());
        dependency.setVersion(declared.version());
        try {
            PackageURL purl = PackageURLBuilder.aPackageURL()
                    .withType(PackageURL.StandardTypes.NPM)
                    .withName(declared.name())
                    .withVersion(declared.version())
                    .build();
            dependency.addSoftwareIdentifier(new PurlIdentifier(purl, Confidence.HIGHEST));
        } catch (MalformedPackageURLException e) {
            throw new IllegalArgumentException("Not the name of a package: " + declared.name(), e);
        }
        return dependency;
    }

    /** As of what the command go lists. */
    private static Dependency module(Declared declared) throws AnalysisException {
        byte[] listed = MAPPER.createObjectNode()
                .put("Path", declared.name())
                .put("Version", declared.version())
                .toString()
                .getBytes(StandardCharsets.UTF_8);
        Dependency file = new Dependency(new File(NO_FILE), true);
        return GoModJsonParser.process(new ByteArrayInputStream(listed)).get(0).toDependency(file);
    }
}
