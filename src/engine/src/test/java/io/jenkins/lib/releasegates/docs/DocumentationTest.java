package io.jenkins.lib.releasegates.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.releasegates.policy.PolicyValidation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people read first must be true: policies are valid, commands exist, links lead somewhere. */
class DocumentationTest {

    private static final Path ROOT = Path.of(System.getProperty("project.root"));
    private static final Pattern SNIPPET = Pattern.compile("(?s)```(\\w+)\\R(.*?)```");
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:|#)([^)#]+)");
    private static final Pattern TEST = Pattern.compile("`(\\w+Test)`");
    private static final Pattern COMMAND = Pattern.compile("\\bbin/[a-z-]+");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "release-policy.yaml",
                "examples/checkout-service/release-policy.yaml",
                "examples/vulnerable-jars/release-policy.yaml"
            })
    void shouldShipOnlyValidPolicies(String file) throws IOException {
        assertThat(PolicyValidation.ofYaml(text(file), file).issues()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "docs/load-tests.md"})
    void shouldShowOnlyValidPolicies(String page) throws IOException {
        List<String> policies = SNIPPET.matcher(text(page))
                .results()
                .filter(snippet -> snippet.group(1).equals("yaml"))
                .map(snippet -> snippet.group(2))
                .toList();

        assertThat(policies)
                .isNotEmpty()
                .allSatisfy(policy -> assertThat(
                                PolicyValidation.ofYaml(policy, page).issues())
                        .isEmpty());
    }

    @Test
    void shouldKeepTheReadmeShort() throws IOException {
        assertThat(text("README.md").lines().count()).isLessThanOrEqualTo(120);
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "CONTRIBUTING.md", "CHANGELOG.md"})
    void shouldNameOnlyCommandsThatExist(String file) throws IOException {
        assertThat(COMMAND.matcher(text(file)).results().map(MatchResult::group))
                .isNotEmpty()
                .allSatisfy(command ->
                        assertThat(ROOT.resolve(command)).isRegularFile().isExecutable());
    }

    @ParameterizedTest
    @MethodSource("pages")
    void shouldLinkOnlyToFilesThatExist(Path page) throws IOException {
        assertThat(LINK.matcher(Files.readString(page)).results().map(link -> link.group(1)))
                .allSatisfy(link -> assertThat(page.resolveSibling(link)).exists());
    }

    @Test
    void shouldNameOnlyTestsThatExistInTheThreatModel() throws IOException {
        Set<String> tests;
        try (Stream<Path> modules = Files.walk(ROOT)) {
            tests = modules.map(path -> path.getFileName().toString())
                    .filter(name -> name.endsWith("Test.java"))
                    .map(name -> name.replace(".java", ""))
                    .collect(Collectors.toSet());
        }
        assertThat(TEST.matcher(text("docs/threat-model.md")).results().map(test -> test.group(1)))
                .isNotEmpty()
                .isSubsetOf(tests);
    }

    private static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>();
        try (Stream<Path> root = Files.list(ROOT);
                Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            Stream.concat(root, docs)
                    .filter(path -> path.toString().endsWith(".md"))
                    .forEach(pages::add);
        }
        assertThat(pages).hasSizeGreaterThan(10);
        return pages;
    }

    private static String text(String file) throws IOException {
        return Files.readString(ROOT.resolve(file));
    }
}
