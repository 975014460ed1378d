package io.jenkins.lib.releasegates.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jenkins.lib.releasegates.acceptance.JenkinsUnderTest.Build;
import java.net.URI;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The environments of a folder")
class FolderScenarios extends Scenario {

    private static final String FOLDER = "/job/rg-shop";
    private static final String PAGE = FOLDER + Environments.PAGE;

    @BeforeEach
    void define() {
        Environments.define(jenkins());
        jenkins().delete("/job/rg-elsewhere");
        jenkins().create("", "rg-shop", Jobs.folder());
    }

    @AfterEach
    void clear() {
        // Also after a scenario that was passed over, since there is no Jenkins.
        JenkinsUnderTest.given().ifPresent(Environments::clear);
    }

    /** Lists the folder, with these owners and environments of these names. */
    private void list(String owners, String... names) {
        jenkins().script("""
                import io.jenkins.plugins.releasegates.environment.*
                def policy = '''%s'''
                def item = new FolderItem('rg-shop', '%s')
                item.environments = '%s'.split(' ').findAll { it }.collect { name ->
                    def e = new EnvironmentItem(name, policy)
                    e.jobs = '**'
                    e.secrets = [new EnvironmentSecretItem('SHOP_TOKEN', hudson.util.Secret.fromString('s3cr3t-of-the-shop'))]
                    e
                }
                EnvironmentConfiguration.get().folders = [item]
                """.formatted(Environments.POLICY, owners, String.join(" ", names)));
    }

    private String release(String folder, String name, String environment) {
        jenkins()
                .create(
                        folder,
                        name,
                        Jobs.pipeline("node {\n deleteDir()\n" + Jobs.FILES + """
                junit(5, 0); jacoco(85)
                writeFile file: 'target/ship.jar', text: UUID.randomUUID().toString()
                def answer = releaseGate environment: '%1$s', artifact: 'target/ship.jar', reports: reports
                echo "went to ${answer.environment}"
                deployTo('%1$s') { sh 'test "$SHOP_TOKEN" = s3cr3t-of-the-shop && echo bound' }
                }""".formatted(environment)));
        return folder + "/job/" + name;
    }

    @Test
    @DisplayName("are seen by its jobs and no others, and bear its name in the record")
    void shouldBeSeenFromInside() {
        list("", "qa");
        String inside = release(FOLDER, "rg-inside", "qa");
        Build deployed = jenkins().build(inside);
        assertThat(deployed.result()).as(deployed.log()).isEqualTo("SUCCESS");
        assertThat(deployed.log())
                .contains("went to rg-shop/qa", "Admitted to rg-shop/qa", "bound")
                .doesNotContain("s3cr3t-of-the-shop");
        assertThat(jenkins()
                        .json(inside + "/lastPromoted-qa/api/json?tree=number")
                        .path("number")
                        .asInt())
                .isEqualTo(1);
        assertThat(jenkins()
                        .json("/release-audit/json?environment=rg-shop%2Fqa&kind=deployment-ended&limit=1")
                        .toString())
                .contains("rg-shop/rg-inside");

        Matcher link = Pattern.compile("href=\"([^\"]*release-audit/)[^\"]*\"")
                .matcher(jenkins().text(PAGE + "/"));
        assertThat(link.find()).isTrue();
        String path = URI.create(PAGE + "/").resolve(link.group(1)).getPath();
        assertThat(path).startsWith(FOLDER + "/job/rg-inside/");
        assertThat(jenkins().get(path).statusCode()).isEqualTo(200);

        for (String called : new String[] {"qa", "rg-shop/qa"}) {
            Build outside = jenkins().build(release("", "rg-outside", called));
            assertThat(outside.result()).isEqualTo("FAILURE");
            assertThat(outside.log())
                    .contains("There is no environment '" + called + "'; there are: production, staging");
        }
        JenkinsUnderTest reader = new Users(jenkins()).user("rg-folder-reader");
        JenkinsUnderTest stranger = new Users(jenkins()).stranger("rg-folder-stranger");
        assertThat(reader.text(PAGE + "/")).contains("rg-shop/qa").doesNotContain("s3cr3t-of-the-shop");
        assertThat(reader.text(Environments.PAGE + "/")).contains("rg-shop/qa");
        assertThat(stranger.text(Environments.PAGE + "/")).contains("staging").doesNotContain("rg-shop");
        assertThat(stranger.get(PAGE + "/").statusCode()).isEqualTo(404);
    }

    @Test
    @DisplayName("redefine nothing that the folder inherits: what it calls production stays without effect")
    void shouldRedefineNothing() {
        list("", "production", "Staging");
        Build build = jenkins().build(release(FOLDER, "rg-redefines", "production"));

        assertThat(build.result()).isEqualTo("FAILURE");
        // The one of the controller lets in no job of that name, nor anything that wasn't in staging.
        assertThat(build.log())
                .contains("NOT admitted to production", "environment: job", "environment: order")
                .doesNotContain("rg-shop/production", "s3cr3t-of-the-shop", "bound");
        assertThat(jenkins().text(PAGE + "/"))
                .contains("Can't be used", "production of the whole controller", "staging of the whole controller");
        assertThat(jenkins().text(PAGE + "/configure"))
                .contains("a folder adds environments and redefines none")
                .doesNotContain("s3cr3t-of-the-shop");
    }

    @Test
    @DisplayName("are defined by those whom the list of folders names, as long as they have the permission there")
    void shouldBeDefinedByTheirOwners() {
        list("rg-folder-owner\\nrg-folder-left");
        Users users = new Users(jenkins());
        users.byItem();
        JenkinsUnderTest owner = users.user("rg-folder-owner");
        JenkinsUnderTest left = users.user("rg-folder-left");
        JenkinsUnderTest climber = users.editor("rg-folder-climber");
        users.grant("rg-shop", "rg-folder-owner", "ConfigureEnvironment");
        users.grant("rg-shop", "rg-folder-climber", "ConfigureEnvironment");

        for (JenkinsUnderTest other : new JenkinsUnderTest[] {left, climber}) {
            assertThat(other.get(PAGE + "/").body()).doesNotContain(">Define<");
            assertThat(other.get(PAGE + "/configure").statusCode()).isEqualTo(403);
            assertThat(other.post(PAGE + "/configSubmit", Map.of("json", "{\"environments\":[]}"))
                            .statusCode())
                    .isEqualTo(403);
        }
        assertThat(owner.get(Environments.PAGE + "/configure").statusCode()).isEqualTo(403);
        assertThat(owner.get(PAGE + "/configSubmit").statusCode()).isIn(404, 405);

        assumeTrue(Browser.isThere(), "there is no browser");
        try (Browser browser = new Browser(owner)) {
            Form form = Form.of(browser, PAGE + "/configure");
            Form added = form.add("environments", "Add environment");
            added.type("name", "q a").says("name", "is no name for an environment");
            added.type("name", "qa").type("policy", Environments.POLICY).type("jobs", "rg-shop/**");
            browser.picture("folder-environments");
            form.save();
            keepSecrets(browser);
            Form taken = Form.of(browser, PAGE + "/configure");
            taken.parts("environments").get(0).type("name", "production");
            taken.save();
        }
        assertThat(jenkins().text(PAGE + "/")).contains("rg-shop/qa").doesNotContain("rg-shop/production");
        Build build = jenkins().build(release(FOLDER, "rg-by-owner", "qa"));
        assertThat(build.log()).contains("Admitted to rg-shop/qa");
        assertThat(jenkins()
                        .json("/release-audit/json?kind=configuration-changed&limit=2")
                        .toString())
                .contains("rg-shop/qa.policy");
        // Who configures the folder changes nothing of that.
        String xml = climber.text(FOLDER + "/config.xml");
        assertThat(xml).doesNotContain("ReleasePolicy");
        assertThat(climber.postXml(FOLDER + "/config.xml", xml).statusCode()).isEqualTo(200);
        assertThat(jenkins().text(PAGE + "/")).contains("rg-shop/qa");
    }

    /** Jenkins shows no secret of the form to whoever may not configure the folder, and takes its asterisks back for one. */
    private void keepSecrets(Browser browser) {
        jenkins().script("""
                import io.jenkins.plugins.releasegates.environment.*
                def c = EnvironmentConfiguration.get()
                def qa = c.folders[0].environments[0]
                qa.secrets = [new EnvironmentSecretItem('SHOP_TOKEN', hudson.util.Secret.fromString('s3cr3t-of-the-shop'))]
                c.setFolders(c.folders)
                """);
        Form form = Form.of(browser, PAGE + "/configure");
        form.save();
        assertThat(
                        jenkins()
                                .script(
                                        "print io.jenkins.plugins.releasegates.environment.EnvironmentConfiguration.get().secrets('rg-shop/qa')"))
                .contains("SHOP_TOKEN:s3cr3t-of-the-shop");
    }

    @Test
    @DisplayName("name no repository that the list of folders doesn't allow")
    void shouldNameRepositoriesOfTheListAlone() {
        list("", "qa");
        String approval = """
                import io.jenkins.plugins.releasegates.environment.*
                def c = EnvironmentConfiguration.get()
                def approval = new ApprovalItem('1 distinct people')
                approval.sources = [new SourceItem('**', 'https://git.example.com/%s')]
                c.folders[0].environments[0].approval = approval
                c.folders[0].repositories = 'https://git.example.com/shop'
                c.setFolders(c.folders)
                print '' + c.environment('rg-shop/qa').present + ' ' + c.troubles('rg-shop/qa')
                """;
        assertThat(jenkins().script(approval.formatted("shop/checkout.git"))).contains("true []");
        assertThat(jenkins().script(approval.formatted("shop"))).contains("true []");
        for (String other : new String[] {"shopping/x.git", "shop/../bank.git", ""}) {
            assertThat(jenkins().script(approval.formatted(other)))
                    .contains("false", "does not begin like any that environments of rg-shop may name");
        }
    }

    @Test
    @DisplayName("stay with the name that was listed when the folder goes, and are edited on the list without loss")
    void shouldStayWithTheName() {
        list("", "qa");
        String job = release(FOLDER, "rg-moving", "qa");
        jenkins().script("jenkins.model.Jenkins.get().getItem('rg-shop').renameTo('rg-elsewhere')");
        Build moved = jenkins().build(job.replace("rg-shop", "rg-elsewhere"));
        assertThat(moved.result()).isEqualTo("FAILURE");
        assertThat(moved.log()).contains("There is no environment 'qa'");
        assertThat(jenkins().get("/job/rg-elsewhere" + Environments.PAGE + "/").statusCode())
                .isEqualTo(404);

        assumeTrue(Browser.isThere(), "there is no browser");
        try (Browser browser = new Browser(jenkins())) {
            Form form = Form.of(browser, Environments.PAGE + "/configure");
            Form listed = form.parts("folders").get(0);
            listed.says("folder", "There is no folder 'rg-shop'");
            listed.type("folder", "rg-elsewhere");
            form.save();
        }
        Build again = jenkins().build(job.replace("rg-shop", "rg-elsewhere"));
        assertThat(again.log()).contains("Admitted to rg-elsewhere/qa", "bound");
    }

    @Test
    @DisplayName("come from configuration as code, and go there")
    void shouldBeConfiguredAsCode() {
        String yaml = """
                unclassified:
                  releaseEnvironments:
                    folders:
                      - folder: rg-shop
                        owners: |
                          alice
                          shop-leads
                        environments:
                          - name: qa
                            after: staging
                            jobs: "rg-shop/**"
                            policy: |
                %s
                """.formatted(Environments.POLICY.indent(14));
        String after = jenkins().script("""
                def file = File.createTempFile('environments', '.yaml')
                file.text = '''%s'''
                def casc = io.jenkins.plugins.casc.ConfigurationAsCode.get()
                casc.configure(file.path)
                def out = new ByteArrayOutputStream()
                casc.export(out)
                def exported = out.toString('UTF-8')
                def c = io.jenkins.plugins.releasegates.environment.EnvironmentConfiguration.get()
                print c.environment('rg-shop/qa').get().after().get() + ' ' + c.folders[0].owners.readLines() + ' '
                def part = 'unclassified:\\n  releaseEnvironments:\\n' + (exported =~ /(?s)\\n  releaseEnvironments:\\n(.*?)\\n  \\S/)[0][1] + '\\n'
                c.setFolders([])
                file.text = part
                casc.configure(file.path)
                file.delete()
                print c.environment('rg-shop/qa').present
                """.formatted(yaml));
        assertThat(after).contains("staging [alice, shop-leads] true");
    }
}
