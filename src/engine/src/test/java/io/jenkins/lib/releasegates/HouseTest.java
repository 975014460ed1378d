package io.jenkins.lib.releasegates;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static com.tngtech.archunit.library.plantuml.rules.PlantUmlArchCondition.Configuration.consideringOnlyDependenciesInAnyPackage;
import static com.tngtech.archunit.library.plantuml.rules.PlantUmlArchCondition.adhereToPlantUmlDiagram;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The engine is built as it is drawn. */
class HouseTest {

    private static final String ROOT = "io.jenkins.lib.releasegates";
    private static final JavaClasses ENGINE = new ClassFileImporter()
            .withImportOption(location -> !location.contains("/report/templates/")) // generated from src/main/jte
            .importPath(Path.of("target", "classes"));
    private static final Path DRAWING = Path.of(System.getProperty("project.root"), "docs", "architecture.puml");

    /** Libraries that may be exchanged, and so don't show in what other modules call. */
    private static final DescribedPredicate<JavaClass> EXCHANGEABLE = resideInAnyPackage(
            "com.fasterxml..",
            "org.yaml..",
            "com.google.re2j..",
            "dev.cel..",
            "org.erdtman..",
            "edu.hm.hafner..",
            "gg.jte..",
            "com.samskivert..",
            "biweekly..");

    /** JSON is what these are about: the canonical form of a tree, the tree in an entry of which each kind has its own, a page as a tree. */
    private static final Set<String> ABOUT_JSON = Set.of(
            "digest.CanonicalJson",
            "digest.JsonMembers",
            "audit.entry.ApprovalAnswered",
            "audit.entry.ApprovalAsked",
            "audit.entry.ApprovalEnded",
            "audit.entry.ApprovalReminded",
            "audit.entry.BreakGlassAsked",
            "audit.entry.BreakGlassReviewed",
            "audit.entry.ConfigurationChanged",
            "audit.entry.DecisionRevoked",
            "audit.entry.DeploymentEnded",
            "audit.entry.DeploymentStarted",
            "audit.entry.Draft",
            "audit.entry.EntrySubject",
            "audit.entry.Erased",
            "audit.entry.Event",
            "audit.entry.ExemptionAnswered",
            "audit.entry.InputAnswered",
            "audit.entry.ReadinessRecorded",
            "audit.entry.SubjectChanged",
            "audit.entry.SuppressionChange",
            "audit.entry.TrailEntry",
            "audit.entry.WaiverAsked",
            "report.AuditJson",
            "report.EnvironmentsJson",
            "report.EventPageJson",
            "report.duty.DutiesJson",
            "verify.files.StrictJson");

    private static Stream<JavaClass> inRoot() {
        return ENGINE.stream().filter(type -> type.getPackageName().startsWith(ROOT));
    }

    @Test
    void shouldSeeTheWholeEngine() {
        assertThat(inRoot().count()).isGreaterThan(200);
        assertThat(inRoot().map(JavaClass::getPackageName).distinct())
                .contains(
                        ROOT + ".digest",
                        ROOT + ".evidence",
                        ROOT + ".evidence.reader",
                        ROOT + ".evidence.reader.library",
                        ROOT + ".evidence.workspace",
                        ROOT + ".policy",
                        ROOT + ".gate",
                        ROOT + ".environment",
                        ROOT + ".analysis",
                        ROOT + ".analysis.sampler",
                        ROOT + ".approval",
                        ROOT + ".authorship",
                        ROOT + ".audit",
                        ROOT + ".verify",
                        ROOT + ".readiness",
                        ROOT + ".report",
                        ROOT + ".statement",
                        ROOT + ".statement.admission");
    }

    @Test
    void shouldHaveNoArrowThatIsNotDrawn() throws Exception {
        ArchRuleDefinition.classes()
                .that()
                .resideInAPackage(ROOT + "..")
                .should(adhereToPlantUmlDiagram(
                        DRAWING.toUri().toURL(), consideringOnlyDependenciesInAnyPackage(ROOT + "..")))
                .check(ENGINE);
    }

    @Test
    void shouldHaveNoCyclesBetweenPackages() {
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(ENGINE);
    }

    @Test
    void shouldKnowNoJenkins() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jenkins..", "hudson..", "org.kohsuke..", "org.jenkinsci..", "io.jenkins.plugins..")
                .check(ENGINE);
    }

    @Test
    void shouldKeepVerificationApartFromWhatItVerifies() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".verify..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(ROOT + "..")
                        .and(DescribedPredicate.not(resideInAnyPackage(ROOT + ".verify..", ROOT + ".digest.."))))
                .check(ENGINE);
    }

    @Test
    void shouldShowNoExchangeableLibraryInWhatOthersCall() {
        Set<String> shown = new TreeSet<>();
        List<JavaCodeUnit> callable = inRoot().filter(HouseTest::isPublic)
                .flatMap(type -> type.getCodeUnits().stream())
                .filter(unit -> unit.getModifiers().contains(JavaModifier.PUBLIC)
                        || unit.getModifiers().contains(JavaModifier.PROTECTED))
                .toList();
        for (JavaCodeUnit unit : callable) {
            Stream<JavaClass> types = Stream.concat(
                    unit.getAllInvolvedRawTypes().stream(),
                    unit.getThrowsClause().stream().map(thrown -> thrown.getRawType()));
            if (types.anyMatch(EXCHANGEABLE)) {
                shown.add(outermost(unit.getOwner()));
            }
        }

        assertThat(callable).hasSizeGreaterThan(300);
        assertThat(shown).isEqualTo(new TreeSet<>(ABOUT_JSON));
    }

    @Test
    void shouldNamePackagesAfterTheDomainAndMarkTheirNulls() {
        Set<String> packages = inRoot().map(JavaClass::getPackageName).collect(Collectors.toCollection(TreeSet::new));

        assertThat(packages)
                .noneMatch(name -> name.matches(".*\\.(utils?|common|helpers?|impl|internal|managers?)(\\..*)?"));
        assertThat(packages).allMatch(name -> ENGINE.getPackage(name).isAnnotatedWith(NullMarked.class));
        assertThat(ENGINE.that(alwaysTrue()))
                .noneMatch(type -> type.getSimpleName().matches(".*(Utils?|Helper|Impl|Manager)"));
    }

    /** Public, and in public types all the way out. */
    private static boolean isPublic(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC)
                && type.getEnclosingClass().map(HouseTest::isPublic).orElse(true);
    }

    private static String outermost(JavaClass type) {
        return type.getEnclosingClass()
                .map(HouseTest::outermost)
                .orElseGet(() -> type.getName().substring(ROOT.length() + 1));
    }
}
