package io.jenkins.lib.releasegates.scanner.vex;

import com.github.packageurl.MalformedPackageURLException;
import com.github.packageurl.PackageURL;
import io.jenkins.lib.releasegates.scanner.result.Finding;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a statement is about.
 *
 * @param purl with or without a version; none covers by digest alone
 * @param sha256 of a component without package URL
 * @param versions none for all of them
 * @param paths where the component lies, for statements that hold at certain places only; none for everywhere
 */
record Target(
        @Nullable PackageURL purl,
        @Nullable String sha256,
        @Nullable Set<String> versions,
        @Nullable Set<String> paths) {

    boolean covers(Finding finding) {
        Finding.Affected component = finding.component();
        if (component == null || (paths != null && !paths.contains(finding.path()))) {
            return false;
        }
        if (purl == null) {
            return sha256 != null
                    && sha256.equals(component.sha256())
                    && (versions == null || (component.version() != null && versions.contains(component.version())));
        }
        Optional<PackageURL> found = parse(component.purl());
        return found.isPresent()
                && samePackage(purl, found.get())
                && (purl.getVersion() == null
                        || purl.getVersion().equals(found.get().getVersion()))
                && (versions == null
                        || (found.get().getVersion() != null
                                && versions.contains(found.get().getVersion())))
                && qualifiers(found.get())
                        .entrySet()
                        .containsAll(qualifiers(purl).entrySet());
    }

    /** Whether another statement may be about the same. */
    boolean meets(Target other) {
        if (versions != null && other.versions != null && Collections.disjoint(versions, other.versions)) {
            return false;
        }
        if (purl == null || other.purl == null) {
            return sha256 != null && sha256.equals(other.sha256);
        }
        return samePackage(purl, other.purl)
                && (purl.getVersion() == null
                        || other.purl.getVersion() == null
                        || purl.getVersion().equals(other.purl.getVersion()));
    }

    /** What it is about; the same in the same words. */
    String words() {
        String what = purl == null ? String.valueOf(sha256) : purl.canonicalize();
        return what
                + (versions == null ? "" : " versions " + new TreeSet<>(versions))
                + (paths == null ? "" : " at " + new TreeSet<>(paths));
    }

    /** The same, wherever it lies. */
    Target everywhere() {
        return new Target(purl, sha256, versions, null);
    }

    static Optional<PackageURL> parse(@Nullable String purl) {
        if (purl == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new PackageURL(purl));
        } catch (MalformedPackageURLException e) {
            return Optional.empty();
        }
    }

    private static boolean samePackage(PackageURL one, PackageURL other) {
        return one.getType().equals(other.getType())
                && Objects.equals(one.getNamespace(), other.getNamespace())
                && one.getName().equals(other.getName());
    }

    private static Map<String, String> qualifiers(PackageURL purl) {
        return purl.getQualifiers() == null ? Map.of() : purl.getQualifiers();
    }
}
