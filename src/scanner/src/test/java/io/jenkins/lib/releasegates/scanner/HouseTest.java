package io.jenkins.lib.releasegates.scanner;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.plantuml.rules.PlantUmlArchCondition.Configuration.consideringOnlyDependenciesInAnyPackage;
import static com.tngtech.archunit.library.plantuml.rules.PlantUmlArchCondition.adhereToPlantUmlDiagram;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The worker is built as it is drawn. */
class HouseTest {

    private static final String ROOT = "io.jenkins.lib.releasegates.scanner";
    private static final JavaClasses WORKER = new ClassFileImporter().importPath(Path.of("target", "classes"));
    private static final Path DRAWING = Path.of(System.getProperty("project.root"), "docs", "scanner.puml");

    @Test
    void shouldSeeTheWholeWorker() {
        assertThat(WORKER.stream().map(JavaClass::getPackageName).distinct())
                .contains(ROOT, ROOT + ".job", ROOT + ".result", ROOT + ".scan", ROOT + ".tree");
        assertThat(WORKER.size()).isGreaterThan(25);
    }

    @Test
    void shouldHaveNoArrowThatIsNotDrawn() throws Exception {
        classes()
                .that()
                .resideInAPackage(ROOT + "..")
                .should(adhereToPlantUmlDiagram(
                        DRAWING.toUri().toURL(), consideringOnlyDependenciesInAnyPackage(ROOT + "..")))
                .check(WORKER);
    }

    @Test
    void shouldKnowNeitherJenkinsNorTheEngine() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAnyPackage("jenkins..", "hudson..", "org.jenkinsci..", "io.jenkins..")
                        .and(DescribedPredicate.not(resideInAnyPackage(ROOT + ".."))))
                .check(WORKER);
    }

    @Test
    void shouldNamePackagesAfterTheDomainAndMarkTheirNulls() {
        Stream<String> packages = WORKER.stream().map(JavaClass::getPackageName).distinct();

        assertThat(packages)
                .allMatch(name -> WORKER.getPackage(name).isAnnotatedWith(NullMarked.class))
                .noneMatch(name -> name.matches(".*\\.(utils?|common|helpers?|impl|internal|managers?)(\\..*)?"));
        assertThat(WORKER.that(alwaysTrue()))
                .noneMatch(type -> type.getSimpleName().matches(".*(Utils?|Helper|Impl|Manager)"));
    }
}
