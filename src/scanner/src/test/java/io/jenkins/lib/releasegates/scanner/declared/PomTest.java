package io.jenkins.lib.releasegates.scanner.declared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.releasegates.scanner.tree.FolderFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PomTest {

    private static final String OUTSIDE = "; not in the folder: org.else:parent:7";

    @TempDir
    private Path home;

    private Read read;

    @BeforeEach
    void makeFiles() {
        read = new Read(home);
    }

    private static String pom(String name, String rest) {
        return "<project>" + gav(name, "1") + rest + "</project>";
    }

    private static String gav(String artifact, String version) {
        return "<groupId>org.acme</groupId><artifactId>" + artifact + "</artifactId>"
                + (version.isEmpty() ? "" : "<version>" + version + "</version>");
    }

    private static String child(String parent, String name, String rest) {
        return "<project><parent>" + parent + "</parent><artifactId>" + name + "</artifactId>" + rest + "</project>";
    }

    private static String dependency(String artifact, String version, String rest) {
        return "<dependency>" + gav(artifact, version) + rest + "</dependency>";
    }

    private static String dependencies(String... all) {
        return "<dependencies>" + String.join("", all) + "</dependencies>";
    }

    private static String managed(String... all) {
        return "<dependencyManagement>" + dependencies(all) + "</dependencyManagement>";
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "1.2 | org.acme:a:1.2",
                "${a.version} | org.acme:a:2.0-beta",
                "${project.version} | org.acme:a:1",
                "${pom.version} | org.acme:a:1",
                "${version}.${small} | org.acme:a:1.5",
                "[1.2] | org.acme:a:1.2",
                "[1.2,2) | org.acme:a? its version is a range",
                "(,2) | org.acme:a? its version is a range",
                "LATEST | org.acme:a? its version is whatever is the newest",
                "${revision} | org.acme:a? nothing in the folder sets the property revision",
                "${env.VERSION} | org.acme:a? nothing in the folder sets the property env.VERSION",
                "${round} | org.acme:a? nothing in the folder sets the property round",
                "${a | org.acme:a? its version \"${a\" is not an exact one",
                "1 or 2 | org.acme:a? its version \"1 or 2\" is not an exact one"
            })
    void shouldTellTheVersionAsFarAsTheFileSays(String version, String expected) throws Exception {
        read.file(
                "pom.xml",
                pom(
                        "shop",
                        "<properties><a.version>2.0-${kind}</a.version><kind>beta</kind><small>5</small>"
                                + "<round>${round}</round></properties>"
                                + dependencies(dependency("a", version, ""))));

        assertThat(read.words("pom.xml")).containsExactly(expected);
    }

    @Test
    void shouldPassOverWhatIsForTestsAlone() throws Exception {
        read.file(
                "pom.xml",
                pom(
                        "shop",
                        managed(dependency("managed-test", "1", "<scope>test</scope>"))
                                + dependencies(
                                        dependency("plain", "1", ""),
                                        dependency("test", "1", "<scope>test</scope>"),
                                        dependency("managed-test", "", ""),
                                        dependency("provided", "1", "<scope>provided</scope>"),
                                        dependency("runtime", "1", "<scope>runtime</scope>"),
                                        dependency("system", "1", "<scope>system</scope>"),
                                        dependency("optional", "1", "<optional>true</optional>"))));

        assertThat(read.words("pom.xml"))
                .containsExactly(
                        "org.acme:plain:1",
                        "org.acme:provided:1",
                        "org.acme:runtime:1",
                        "org.acme:system:1",
                        "org.acme:optional:1");
    }

    @Test
    void shouldTakeFromItsParentsWhatTheySay() throws Exception {
        read.file(
                        "pom.xml",
                        pom(
                                "root",
                                "<properties><a>1.1</a><b>2</b></properties>"
                                        + managed(
                                                dependency("a", "${a}", ""),
                                                dependency("b", "${b}", ""),
                                                dependency("own", "${project.version}", ""))))
                .file("middle/pom.xml", child(gav("root", "1"), "middle", "<version>3</version>"))
                .file(
                        "middle/leaf/pom.xml",
                        child(
                                gav("middle", "3"),
                                "leaf",
                                "<properties><b>9</b></properties>"
                                        + dependencies(
                                                dependency("a", "", ""),
                                                dependency("b", "", ""),
                                                dependency("own", "", ""),
                                                dependency("c", "${project.parent.version}", ""))));

        assertThat(read.words("middle/leaf/pom.xml"))
                .containsExactly("org.acme:a:1.1", "org.acme:b:9", "org.acme:own:3", "org.acme:c:3");
    }

    @Test
    void shouldFindTheParentByItsNameWhenItLiesElsewhere() throws Exception {
        read.file("build/parent/pom.xml", pom("parent", managed(dependency("a", "1.1", ""))))
                .file("pom.xml", pom("another", managed(dependency("a", "6", ""))))
                .file("one/pom.xml", child(gav("parent", "1"), "one", dependencies(dependency("a", "", ""))))
                .file(
                        "two/pom.xml",
                        child(
                                gav("parent", "1") + "<relativePath>../build/parent</relativePath>",
                                "two",
                                dependencies(dependency("a", "", ""))))
                .file("three/pom.xml", child(gav("parent", "2"), "three", dependencies(dependency("a", "", ""))));

        assertThat(read.words("one/pom.xml")).containsExactly("org.acme:a:1.1");
        assertThat(read.words("two/pom.xml")).containsExactly("org.acme:a:1.1");
        assertThat(read.words("three/pom.xml"))
                .containsExactly("org.acme:a? it has no version here; not in the folder: org.acme:parent:2");
    }

    @Test
    void shouldFindTheParentWhoseVersionIsAProperty() throws Exception {
        read.file(
                        "pom.xml",
                        "<project>" + gav("root", "${revision}")
                                + "<properties><revision>4</revision></properties></project>")
                .file(
                        "a/pom.xml",
                        child(gav("root", "${revision}"), "a", dependencies(dependency("b", "${project.version}", ""))))
                .file("b/pom.xml", child(gav("root", "4"), "b", dependencies(dependency("c", "${revision}", ""))));

        assertThat(read.words("a/pom.xml")).containsExactly("org.acme:b:4");
        assertThat(read.words("b/pom.xml")).containsExactly("org.acme:c:4");
    }

    @Test
    void shouldTakeFromABillOfMaterialsWhatItSays() throws Exception {
        String imported = "<type>pom</type><scope>import</scope>";
        read.file(
                        "bom/pom.xml",
                        pom(
                                "bom",
                                "<properties><x>1.1</x></properties>"
                                        + managed(
                                                dependency("a", "${x}", ""),
                                                dependency("b", "1", ""),
                                                dependency("other-bom", "5", imported))))
                .file(
                        "pom.xml",
                        pom(
                                "shop",
                                "<properties><x>7</x></properties>"
                                        + managed(dependency("b", "2", ""), dependency("bom", "1", imported))
                                        + dependencies(
                                                dependency("a", "", ""),
                                                dependency("b", "", ""),
                                                dependency("c", "", ""))));

        assertThat(read.words("pom.xml"))
                .containsExactly(
                        "org.acme:a:1.1",
                        "org.acme:b:2",
                        "org.acme:c? it has no version here; not in the folder: org.acme:other-bom:5");
        assertThat(DeclarationReader.related(read.files()).get("pom.xml"))
                .extracting(FolderFile::path)
                .containsExactly("pom.xml", "bom/pom.xml");
    }

    @Test
    void shouldTellAgainOfItsParentsDependenciesOnlyWhenItGivesThemAnotherVersion() throws Exception {
        read.file(
                        "pom.xml",
                        pom(
                                "root",
                                "<properties><a>1</a></properties>"
                                        + dependencies(
                                                dependency("a", "${a}", ""),
                                                dependency("b", "1", ""),
                                                dependency("c", "1", ""))))
                .file(
                        "leaf/pom.xml",
                        "<project>\n<parent>" + gav("root", "1") + "</parent><artifactId>leaf</artifactId>"
                                + "<properties><a>2</a></properties>"
                                + dependencies(dependency("c", "3", "")) + "</project>");

        assertThat(read.words("leaf/pom.xml")).containsExactly("org.acme:c:3", "org.acme:a:2");
        assertThat(read.of("leaf/pom.xml").components())
                .extracting(Declared::line)
                .containsOnly(2);
        assertThat(read.words("pom.xml")).containsExactly("org.acme:a:1", "org.acme:b:1", "org.acme:c:1");
    }

    @Test
    void shouldTellOfProfilesWithWhatTheySet() throws Exception {
        read.file(
                "pom.xml",
                pom(
                        "shop",
                        "<properties><a>1</a></properties>" + dependencies(dependency("a", "${a}", ""))
                                + "<profiles><profile><id>new</id><properties><a>2</a></properties>"
                                + dependencies(dependency("a", "${a}", ""), dependency("b", "1", ""))
                                + "</profile></profiles>"));

        assertThat(read.words("pom.xml")).containsExactly("org.acme:a:1", "org.acme:a:2", "org.acme:b:1");
    }

    @Test
    void shouldLeavePluginsAndWhatIsOnlyManagedOut() throws Exception {
        read.file(
                "pom.xml",
                pom(
                        "shop",
                        managed(dependency("managed", "1", ""))
                                + "<build><plugins><plugin>" + gav("plugin", "1")
                                + dependencies(dependency("of-a-plugin", "1", "")) + "</plugin></plugins></build>"
                                + dependencies(
                                        dependency(
                                                "a",
                                                "1",
                                                "<exclusions><exclusion><artifactId>x</artifactId></exclusion></exclusions>"))));

        assertThat(read.words("pom.xml")).containsExactly("org.acme:a:1");
    }

    @Test
    void shouldStayWithinTheArchive() throws Exception {
        read.file("pom.xml", pom("root", managed(dependency("a", "1", ""))))
                .file("x.zip!/pom.xml", child(gav("other", "1"), "leaf", dependencies(dependency("a", "", ""))))
                .file(
                        "x.zip!/in/pom.xml",
                        child(
                                gav("leaf", "1") + "<relativePath>../../../pom.xml</relativePath>",
                                "deep",
                                dependencies(dependency("b", "", ""))));

        assertThat(read.words("x.zip!/pom.xml")).hasSize(1).allMatch(line -> line.startsWith("org.acme:a? "));
        assertThat(read.words("x.zip!/in/pom.xml")).hasSize(1).allMatch(line -> line.startsWith("org.acme:b? "));
    }

    @Test
    void shouldNotRunForEverWhenParentsPointAtOneAnother() throws Exception {
        read.file(
                        "a/pom.xml",
                        child(
                                gav("b", "1") + "<relativePath>../b</relativePath>",
                                "a",
                                "<version>1</version>" + dependencies(dependency("x", "", ""))))
                .file(
                        "b/pom.xml",
                        child(gav("a", "1") + "<relativePath>../a</relativePath>", "b", "<version>1</version>"));

        assertThat(read.words("a/pom.xml"))
                .containsExactly("org.acme:x? it has no version here; not in the folder: org.acme:a:1");
        assertThat(DeclarationReader.related(read.files()).get("a/pom.xml")).hasSize(2);
    }

    @Test
    void shouldNotRunForEverWhenPropertiesGrow() throws Exception {
        StringBuilder properties = new StringBuilder("<p0></p0>");
        for (int i = 1; i < 15; i++) {
            properties
                    .append("<p" + i + ">")
                    .append(("${p" + (i - 1) + "}").repeat(100))
                    .append("</p" + i + ">");
        }
        read.file(
                "pom.xml",
                pom(
                        "shop",
                        "<properties>" + properties + "</properties>" + dependencies(dependency("a", "${p14}", ""))));

        List<String> words = org.junit.jupiter.api.Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(10), () -> read.words("pom.xml"));

        assertThat(words).singleElement().asString().startsWith("org.acme:a? nothing in the folder sets");
    }

    @Test
    void shouldSayWhoMayKnowAVersion() throws Exception {
        String parent = "<groupId>org.else</groupId><artifactId>parent</artifactId><version>7</version><relativePath/>";
        read.file(
                "pom.xml",
                child(
                        parent,
                        "shop",
                        dependencies(
                                dependency("a", "", ""),
                                dependency("b", "${b}", ""),
                                dependency("c", "1", ""),
                                dependency("${d}", "1", ""))));

        assertThat(read.words("pom.xml"))
                .containsExactly(
                        "org.acme:c:1",
                        "org.acme:a? it has no version here" + OUTSIDE,
                        "org.acme:b? nothing in the folder sets the property b" + OUTSIDE,
                        "org.acme:${d}? its name has a property that nothing in the folder sets");
    }

    @Test
    void shouldRefuseWhatIsTooLargeOrTooDeep() throws Exception {
        read.file("large/pom.xml", "<project><!--" + " ".repeat(8 << 20) + "--></project>")
                .file("deep/pom.xml", "<project>" + "<a>".repeat(200) + "</project>")
                .file("empty/pom.xml", "")
                .file("long/pom.xml", pom("shop", dependencies(dependency("a", "1".repeat(5_000), ""))));

        assertThatThrownBy(() -> read.of("large/pom.xml"))
                .isInstanceOf(RefusedDeclarationException.class)
                .hasMessage("found more than 8388608 bytes, allowed: at most so many");
        assertThatThrownBy(() -> read.of("deep/pom.xml")).hasMessageContaining("line 1: found elements nested deeper");
        assertThatThrownBy(() -> read.of("empty/pom.xml")).hasMessageContaining("no well-formed XML");
        assertThat(read.words("long/pom.xml")).containsExactly("org.acme:a? it has no version");
    }
}
