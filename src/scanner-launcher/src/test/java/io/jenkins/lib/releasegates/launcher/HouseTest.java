package io.jenkins.lib.releasegates.launcher;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The launcher runs inside an agent and inside the command, and brings neither anything to quarrel about. */
class HouseTest {

    private static final String ROOT = "io.jenkins.lib.releasegates.launcher";
    private static final JavaClasses LAUNCHER = new ClassFileImporter().importPath(Path.of("target", "classes"));

    @Test
    void shouldSeeTheWholeLauncher() {
        assertThat(LAUNCHER.stream().map(JavaClass::getPackageName).distinct())
                .containsExactlyInAnyOrder(ROOT, ROOT + ".bundle", ROOT + ".folder", ROOT + ".snapshot");
        assertThat(LAUNCHER.size()).isGreaterThan(25);
    }

    @Test
    void shouldKnowTheJdkAndJacksonAlone() {
        classes()
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        "java..", "com.fasterxml.jackson..", "org.jspecify.annotations", ROOT + ".."))
                .check(LAUNCHER);
    }

    @Test
    void shouldCheckABundleWithTheJdkAlone() {
        classes()
                .that()
                .resideInAnyPackage(ROOT + ".bundle", ROOT + ".folder")
                .should()
                .onlyDependOnClassesThat(
                        resideInAnyPackage("java..", "org.jspecify.annotations", ROOT + ".bundle", ROOT + ".folder"))
                .check(LAUNCHER);
    }

    @Test
    void shouldHaveNoCircles() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(LAUNCHER);
    }

    @Test
    void shouldMarkItsNulls() {
        Stream<String> packages =
                LAUNCHER.stream().map(JavaClass::getPackageName).distinct();

        assertThat(packages).allMatch(name -> LAUNCHER.getPackage(name).isAnnotatedWith(NullMarked.class));
    }
}
