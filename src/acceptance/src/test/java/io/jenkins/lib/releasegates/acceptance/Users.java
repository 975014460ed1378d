package io.jenkins.lib.releasegates.acceptance;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** People with an account and some permissions, made for a scenario. */
final class Users {

    private final JenkinsUnderTest jenkins;

    Users(JenkinsUnderTest jenkins) {
        this.jenkins = jenkins;
        assumeTrue(
                jenkins.script(
                                "def j = jenkins.model.Jenkins.get()\nprint j.authorizationStrategy.class.simpleName + ' '"
                                        + " + j.securityRealm.class.simpleName")
                        .contains("MatrixAuthorizationStrategy HudsonPrivateSecurityRealm"),
                "users can't be made, or permissions not be granted by name here");
    }

    /** Somebody who may read this Jenkins and its jobs, and has these permissions of ours. */
    JenkinsUnderTest user(String name, String... permissions) {
        return account(name, "grant('hudson.model.Item.Read')\n", permissions);
    }

    /** Somebody who may read and start all jobs, and has these permissions of ours. */
    JenkinsUnderTest starter(String name, String... permissions) {
        return account(name, "grant('hudson.model.Item.Read')\ngrant('hudson.model.Item.Build')\n", permissions);
    }

    /** Somebody who may read and configure all jobs. */
    JenkinsUnderTest editor(String name) {
        return account(name, "grant('hudson.model.Item.Read')\ngrant('hudson.model.Item.Configure')\n");
    }

    /** Somebody who may read this Jenkins, and none of its jobs. */
    JenkinsUnderTest stranger(String name) {
        return account(name, "");
    }

    /** Gives somebody that permission of ours in one folder, as whoever may configure it could himself. */
    void grant(String folder, String name, String permission) {
        jenkins.script("import com.cloudbees.hudson.plugins.folder.properties.AuthorizationMatrixProperty\n"
                + "import org.jenkinsci.plugins.matrixauth.PermissionEntry\n"
                + "def folder = jenkins.model.Jenkins.get().getItemByFullName('" + folder + "')\n"
                + "def property = folder.properties.get(AuthorizationMatrixProperty) ?: new AuthorizationMatrixProperty([:])\n"
                + "property.add(hudson.security.Permission.fromId('io.jenkins.plugins.releasegates.ReleaseGates."
                + permission + "'), PermissionEntry.user('" + name + "'))\n"
                + "folder.addProperty(property)\nfolder.save()");
    }

    /** Permissions are granted item by item as well. */
    void byItem() {
        jenkins.script("""
                def j = jenkins.model.Jenkins.get()
                def before = j.authorizationStrategy
                if (before.class.simpleName == 'GlobalMatrixAuthorizationStrategy') {
                    def after = new hudson.security.ProjectMatrixAuthorizationStrategy()
                    before.grantedPermissionEntries.each { p, entries -> entries.each { after.add(p, it) } }
                    j.authorizationStrategy = after
                }
                """);
    }

    private JenkinsUnderTest account(String name, String grants, String... permissions) {
        StringBuilder groovy = new StringBuilder("import hudson.model.*\nimport hudson.security.*\n"
                + "def strategy = jenkins.model.Jenkins.get().authorizationStrategy\n"
                + "def entry = org.jenkinsci.plugins.matrixauth.PermissionEntry.user('" + name + "')\n"
                + "def grant = { id -> strategy.add(Permission.fromId(id), entry) }\n"
                + "grant('hudson.model.Hudson.Read')\n" + grants);
        for (String permission : permissions) {
            groovy.append("grant('io.jenkins.plugins.releasegates.ReleaseGates.")
                    .append(permission)
                    .append("')\n");
        }
        groovy.append("def user = jenkins.model.Jenkins.get().securityRealm.createAccount('" + name
                + "', UUID.randomUUID().toString())\n"
                + "def token = user.getProperty(jenkins.security.ApiTokenProperty).tokenStore\n"
                + "token.revokeAllTokens()\nprint token.generateNewToken('scenario').plainValue\nuser.save()\n"
                // Or a restart forgets what was granted.
                + "jenkins.model.Jenkins.get().save()\n");
        return jenkins.as(name, jenkins.script(groovy.toString()));
    }
}
