package io.jenkins.lib.releasegates.environment;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.releasegates.policy.document.PolicyIssue;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FolderEnvironmentsTest {

    private static EnvironmentDefinition global(String name) {
        return Environments.definition(name, "");
    }

    private static EnvironmentDefinition of(String folder, String name, String after) {
        return Environments.definition(name, after).in(folder);
    }

    private static List<String> issues(EnvironmentValidation validation, String id) {
        return validation.issues(id).stream().map(PolicyIssue::toString).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "qa, shop/checkout, shop/qa",
        "shop/qa, shop/checkout, shop/qa",
        "qa, shop/checkout/main, shop/qa",
        "qa, bank/checkout, bank/qa",
        "production, shop/checkout, production",
        "canary, shop/web/site, shop/web/canary"
    })
    void shouldBeSeenFromItsFolder(String called, String job, String id) {
        EnvironmentValidation all = EnvironmentValidation.of(List.of(
                global("production"), of("shop", "qa", ""), of("bank", "qa", ""), of("shop/web", "canary", "")));

        assertThat(all.issues()).isEmpty();
        assertThat(all.id(called, job)).contains(id);
        assertThat(all.environment(id))
                .hasValueSatisfying(found -> assertThat(found.name()).isEqualTo(id));
    }

    @ParameterizedTest
    @CsvSource({
        "qa, checkout",
        "qa, shop",
        "qa, shopping/checkout",
        "shop/qa, bank/checkout",
        "canary, shop/checkout",
        "web/canary, shop/web/site",
        "QA, shop/checkout"
    })
    void shouldBeSeenFromNowhereElse(String called, String job) {
        EnvironmentValidation all =
                EnvironmentValidation.of(List.of(of("shop", "qa", ""), of("shop/web", "canary", "")));

        assertThat(all.id(called, job)).isEmpty();
    }

    @Test
    void shouldLetNoJobInThatLiesElsewhere() {
        Environment qa = EnvironmentValidation.of(List.of(of("shop", "qa", "")))
                .environment("shop/qa")
                .orElseThrow();

        assertThat(qa.entrance().mayCome("shop/checkout")).isTrue();
        assertThat(qa.entrance().mayCome("bank/checkout")).isFalse();
        assertThat(qa.entrance().mayCome("shopping/checkout")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"production", "Production", "PRODUCTION"})
    void shouldNotRedefineWhatIsInherited(String name) {
        EnvironmentValidation all = EnvironmentValidation.of(List.of(of("shop", name, ""), global("production")));

        assertThat(all.environment("shop/" + name)).isEmpty();
        assertThat(issues(all, "shop/" + name))
                .singleElement()
                .asString()
                .contains("production of the whole controller", "a folder adds environments and redefines none");
        assertThat(all.id("production", "shop/checkout")).contains("production");
        assertThat(all.environment("production")).isPresent();
    }

    @Test
    void shouldNotRedefineWhatAnOuterFolderDefines() {
        EnvironmentValidation all = EnvironmentValidation.of(List.of(of("shop/web", "qa", ""), of("shop", "qa", "")));

        assertThat(all.environment("shop/web/qa")).isEmpty();
        assertThat(issues(all, "shop/web/qa")).singleElement().asString().contains("shop/qa of the folder shop");
        assertThat(all.id("qa", "shop/web/site")).contains("shop/qa");
        assertThat(all.environment("shop/qa")).isPresent();
    }

    @Test
    void shouldStandBehindWhatIsInheritedEvenWhereThatIsBroken() {
        EnvironmentDefinition broken = Environments.definition("production", "nowhere");
        EnvironmentValidation all = EnvironmentValidation.of(List.of(broken, of("shop", "production", "")));

        assertThat(all.id("production", "shop/checkout")).contains("production");
        assertThat(all.environment("production")).isEmpty();
        assertThat(all.environment("shop/production")).isEmpty();
    }

    @Test
    void shouldComeAfterWhatItSees() {
        EnvironmentValidation all = EnvironmentValidation.of(
                List.of(global("staging"), of("shop", "qa", "staging"), of("shop", "canary", "qa")));

        assertThat(all.issues()).isEmpty();
        assertThat(all.environment("shop/qa").flatMap(Environment::after)).contains("staging");
        assertThat(all.environment("shop/canary").flatMap(Environment::after)).contains("shop/qa");
    }

    @Test
    void shouldNotComeAfterWhatItDoesNotSee() {
        EnvironmentValidation all = EnvironmentValidation.of(List.of(
                Environments.definition("production", "shop/qa"),
                of("shop", "qa", "deep"),
                of("shop/web", "deep", ""),
                of("bank", "qa", "shop/qa")));

        assertThat(all.environments()).extracting(Environment::name).containsExactly("shop/web/deep");
        assertThat(issues(all, "production")).singleElement().asString().contains("after: found \"shop/qa\"");
        assertThat(issues(all, "shop/qa")).singleElement().asString().contains("after: found \"deep\"");
        assertThat(issues(all, "bank/qa")).singleElement().asString().contains("after: found \"shop/qa\"");
    }

    @Test
    void shouldNotWaitForItself() {
        EnvironmentValidation all = EnvironmentValidation.of(
                List.of(of("shop", "a", "b"), of("shop", "b", "shop/a"), of("shop", "c", "shop/c")));

        assertThat(all.environments()).isEmpty();
        assertThat(issues(all, "shop/a")).singleElement().asString().contains("no circle");
        assertThat(issues(all, "shop/c")).singleElement().asString().contains("after: found \"shop/c\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "/shop", "shop/", "shop//web", " shop"})
    void shouldNameAFolder(String folder) {
        EnvironmentDefinition definition = of(folder, "qa", "");
        EnvironmentValidation all = EnvironmentValidation.of(List.of(definition));

        assertThat(all.environment(definition.id())).isEmpty();
        assertThat(issues(all, definition.id())).anyMatch(issue -> issue.contains("the full name of a folder"));
    }

    @Test
    void shouldHaveOtherRulesInAnotherFolder() {
        EnvironmentValidation all =
                EnvironmentValidation.of(List.of(global("x"), of("shop", "qa", ""), of("bank", "qa", "")));

        assertThat(all.environments()).extracting(Environment::rules).doesNotHaveDuplicates();
        assertThat(all.seenFrom("shop/checkout")).containsExactly("x", "shop/qa");
        assertThat(all.id("x", "x/y")).isEqualTo(Optional.of("x"));
    }

    @Test
    void shouldTouchNoOtherFolderByANameThatIsNone() {
        EnvironmentValidation all =
                EnvironmentValidation.of(List.of(of("shop", "checkout/qa", ""), of("shop/checkout", "qa", "")));

        assertThat(all.environments()).extracting(Environment::name).containsExactly("shop/checkout/qa");
        assertThat(all.issues("shop/checkout/qa")).isEmpty();
        assertThat(issues(all, "shop/?checkout/qa")).singleElement().asString().contains("name: found");
        assertThat(all.id("checkout/qa", "shop/checkout/site")).isEmpty();
        assertThat(all.inherited(of("shop/checkout/deep", "QA", ""))).contains("shop/checkout/qa");
    }
}
