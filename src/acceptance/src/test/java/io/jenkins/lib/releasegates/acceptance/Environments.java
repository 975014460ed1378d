package io.jenkins.lib.releasegates.acceptance;

/** Environments for scenarios, defined in one go. */
final class Environments {

    static final String PAGE = "/release-environments";

    /** Tests pass and four of five lines are covered; both may be what the pipeline says of itself. */
    static final String POLICY = """
            apiVersion: release-gates/v1
            kind: ReleasePolicy
            metadata: {name: shop}
            spec:
              gates:
                - name: tests
                  criteria:
                    - {condition: 'tests.failed == 0 && tests.total > 0'}
                - name: coverage
                  criteria:
                    - {metric: coverage.line, threshold: 80}
            """;

    private Environments() {}

    /** Staging, and production behind it with a secret; open to the jobs of the scenarios alone. */
    static void define(JenkinsUnderTest jenkins) {
        define(jenkins, "");
    }

    /** The same, where production is also as this Groovy makes the item of that name. */
    static void define(JenkinsUnderTest jenkins, String production) {
        jenkins.script("""
                import io.jenkins.plugins.releasegates.environment.*
                def policy = '''%s'''
                def staging = new EnvironmentItem('staging', policy)
                staging.jobs = 'rg-*'
                def production = new EnvironmentItem('production', policy)
                production.jobs = 'rg-*'
                production.after = 'staging'
                production.secrets = [new EnvironmentSecretItem('DEPLOY_TOKEN', hudson.util.Secret.fromString('s3cr3t-of-production'))]
                %s
                EnvironmentConfiguration.get().setEnvironments([staging, production])
                """.formatted(POLICY, production));
    }

    /** Takes all environments away. */
    static void clear(JenkinsUnderTest jenkins) {
        jenkins.script("def c = io.jenkins.plugins.releasegates.environment.EnvironmentConfiguration.get()\n"
                + "c.setEnvironments([])\nc.setFolders([])");
    }
}
