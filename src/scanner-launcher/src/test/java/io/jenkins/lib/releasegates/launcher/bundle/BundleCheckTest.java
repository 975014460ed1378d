package io.jenkins.lib.releasegates.launcher.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BundleCheckTest {

    /** What somebody does to a bundle. */
    interface Change {
        void to(Path bundle) throws IOException;
    }

    @TempDir
    private Path home;

    private Path bundle;
    private byte[] manifest = {};

    @BeforeEach
    void makeBundle() throws IOException {
        bundle = home.resolve("bundle");
        Files.createDirectories(bundle.resolve("lib"));
        Files.createDirectories(bundle.resolve("rules"));
        Files.writeString(bundle.resolve("lib/worker.jar"), "worker");
        Files.writeString(bundle.resolve("lib/library-1.0.jar"), "library");
        Files.writeString(bundle.resolve("rules/rules.txt"), "rules");
        BundleMaker.make(bundle, home.resolve("bundle.zip"));
        manifest = Files.readAllBytes(bundle.resolve(BundleManifest.NAME));
    }

    static Stream<Arguments> changes() {
        return Stream.of(
                change(
                        "a jar was swapped",
                        b -> Files.writeString(b.resolve("lib/worker.jar"), "wOrker"),
                        "lib/worker.jar: found sha256:"),
                change(
                        "a jar was added",
                        b -> Files.writeString(b.resolve("lib/zz.jar"), "more"),
                        "lib/zz.jar: not part of the bundle"),
                change(
                        "a jar is missing",
                        b -> Files.delete(b.resolve("lib/library-1.0.jar")),
                        "lib/library-1.0.jar: missing"),
                change(
                        "a rule was cut",
                        b -> Files.writeString(b.resolve("rules/rules.txt"), ""),
                        "rules/rules.txt: found sha256:"),
                change("the manifest is gone", b -> Files.delete(b.resolve("manifest.json")), "manifest.json: missing"),
                change(
                        "a jar was swapped, and the manifest made to fit",
                        b -> {
                            Files.writeString(b.resolve("lib/worker.jar"), "other");
                            BundleMaker.make(b, b.resolveSibling("other.zip"));
                        },
                        "manifest.json: found another manifest"),
                change(
                        "a jar became a link to the same bytes",
                        b -> {
                            Files.move(b.resolve("lib/worker.jar"), b.resolveSibling("moved.jar"));
                            Files.createSymbolicLink(b.resolve("lib/worker.jar"), b.resolveSibling("moved.jar"));
                        },
                        "lib/worker.jar: found no regular file"),
                change(
                        "a folder became a link",
                        b -> {
                            Files.move(b.resolve("rules"), b.resolveSibling("rules"));
                            Files.createSymbolicLink(b.resolve("rules"), b.resolveSibling("rules"));
                        },
                        "rules/rules.txt: missing"));
    }

    private static Arguments change(String sentence, Change change, String difference) {
        return Arguments.of(sentence, change, difference);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("changes")
    void shouldTellTheDifferenceWhenABundleWasChanged(String sentence, Change change, String difference)
            throws Exception {
        change.to(bundle);

        assertThat(BundleCheck.differences(bundle, manifest))
                .as(sentence)
                .anyMatch(found -> found.startsWith(difference));
    }

    @Test
    void shouldFindNothingWhenTheBundleIsAsItWasMade() throws Exception {
        assertThat(BundleCheck.differences(bundle, manifest)).isEmpty();
        assertThat(BundleManifest.parse(manifest).digest()).isEqualTo(Sha256.of(manifest));
    }

    @Test
    void shouldSayThatThereIsNoFolderWhenThereIsNone() throws Exception {
        assertThat(BundleCheck.differences(home.resolve("elsewhere"), manifest)).hasSize(1);
    }

    @Test
    void shouldMakeTheSameZipWhenTheFolderIsTheSame() throws Exception {
        BundleMaker.make(bundle, home.resolve("again.zip"));

        assertThat(home.resolve("again.zip")).hasSameBinaryContentAs(home.resolve("bundle.zip"));
        try (ZipFile zip = new ZipFile(home.resolve("again.zip").toFile())) {
            assertThat(zip.stream().map(Object::toString))
                    .containsExactly("manifest.json", "lib/library-1.0.jar", "lib/worker.jar", "rules/rules.txt");
        }
    }

    static Stream<Arguments> manifests() {
        return Stream.of(
                Arguments.of("nothing", ""),
                Arguments.of("another form of JSON", "{\"version\":1}"),
                Arguments.of("no files", "{\n  \"version\": 1,\n  \"all\": \"sha256:00\",\n  \"files\": {\n\n  }\n}\n"),
                Arguments.of("a path that leaves the bundle", "    \"../x.jar\": \"sha256:" + "0".repeat(64) + "\""),
                Arguments.of("an absolute path", "    \"/x.jar\": \"sha256:" + "0".repeat(64) + "\""),
                Arguments.of("a digest that is none", "    \"x.jar\": \"md5:0\""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("manifests")
    void shouldRefuseAManifestWhenItIsNotInItsOneForm(String sentence, String text) {
        assertThatThrownBy(() -> BundleManifest.parse(text.getBytes(StandardCharsets.UTF_8)))
                .as(sentence)
                .isInstanceOf(RefusedManifestException.class)
                .hasMessageContaining("found")
                .hasMessageContaining("allowed");
    }

    @Test
    void shouldRefuseAManifestWhenOneDigestInItWasExchanged() {
        String text = new String(manifest, StandardCharsets.UTF_8);
        List<String> digests = List.copyOf(BundleFiles.digests(text));
        String exchanged = text.replace(digests.get(1), digests.get(2));

        assertThatThrownBy(() -> BundleManifest.parse(exchanged.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(RefusedManifestException.class);
    }

    /** The digests as they stand in the text, the one over all first. */
    private static final class BundleFiles {

        static List<String> digests(String text) {
            return java.util.regex.Pattern.compile("sha256:[0-9a-f]{64}")
                    .matcher(text)
                    .results()
                    .map(java.util.regex.MatchResult::group)
                    .toList();
        }
    }
}
