package io.jenkins.lib.releasegates.scanner.sbom;

import com.github.packageurl.MalformedPackageURLException;
import com.github.packageurl.PackageURL;
import io.jenkins.lib.releasegates.scanner.result.Component;
import io.jenkins.lib.releasegates.scanner.tree.FileDigest;
import io.jenkins.lib.releasegates.scanner.tree.HashedFile;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One component of a document, without what lies in it.
 *
 * @param ref what the rest of the document calls it; the same in each scan of the same
 * @param path where it lies
 * @param file its bytes; none of what is only described in another file, or can't be read
 * @param component what it says of itself; none of a file that says nothing
 * @param problems why it couldn't be looked at
 */
record Part(
        String ref,
        String path,
        @Nullable HashedFile file,
        @Nullable Component component,
        List<String> problems) {

    private static final int REF_DIGITS = 32;

    Part {
        problems = List.copyOf(problems);
    }

    static Part of(String path, @Nullable HashedFile file, @Nullable Component component, List<String> problems) {
        String identity = path + "\n" + (file == null) + "\n" + (component == null ? "" : identity(component));
        return new Part("part-" + digits(identity), path, file, component, problems);
    }

    /** The beginning of the digest of a text. */
    static String digits(String text) {
        int from = "sha256:".length();
        return FileDigest.of(text.getBytes(StandardCharsets.UTF_8)).substring(from, from + REF_DIGITS);
    }

    private static String identity(Component component) {
        return component.purl() + "\n" + component.name() + "\n" + component.version();
    }

    /** Whether it says what it is; else it is just a file. */
    boolean isIdentified() {
        return component != null;
    }

    Optional<PackageURL> purl() {
        if (component == null || component.purl() == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new PackageURL(component.purl()));
        } catch (MalformedPackageURLException e) {
            return Optional.empty();
        }
    }

    /** The name that its package URL has, its own one, or that of its file. */
    String name() {
        String own = component == null || component.name() == null ? fileName() : component.name();
        String name = purl().map(PackageURL::getName).orElse(own);
        return name.isBlank() ? "?" : name;
    }

    @Nullable
    String version() {
        return component == null ? null : component.version();
    }

    @Nullable
    String sha256() {
        return file != null ? file.sha256() : component == null ? null : component.sha256();
    }

    @Nullable
    String sha1() {
        return file != null ? file.sha1() : component == null ? null : component.sha1();
    }

    List<String> licenses() {
        return component == null || component.licenses() == null ? List.of() : component.licenses();
    }

    private String fileName() {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
