package io.jenkins.plugins.releasegates;

import hudson.init.InitMilestone;
import hudson.init.Initializer;
import hudson.model.Run;
import hudson.model.User;
import hudson.security.ACL;
import hudson.security.Permission;
import hudson.security.PermissionGroup;
import hudson.security.PermissionScope;
import io.jenkins.lib.releasegates.audit.entry.Actor;
import jenkins.model.Jenkins;
import org.jvnet.localizer.Localizable;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.Beta;
import org.kohsuke.stapler.Stapler;
import org.kohsuke.stapler.StaplerRequest2;

/**
 * Who may do what. No permission is implied by another one: an administrator has them all the same, since nothing keeps an administrator from
 * granting them, and being told so is better than being fooled.
 */
@Restricted(Beta.class)
public final class ReleaseGates {

    /** What the permissions are listed under. */
    public static final PermissionGroup GROUP =
            new PermissionGroup(ReleaseGates.class, Messages._ReleaseGates_Permissions());

    /** To look for events of all jobs, whoever may read these. */
    public static final Permission VIEW_AUDIT = permission("ViewAudit", Messages._ReleaseGates_ViewAudit());

    /** To take them along, with the names of persons. */
    public static final Permission EXPORT_AUDIT = permission("ExportAudit", Messages._ReleaseGates_ExportAudit());

    /** To take decisions back. */
    public static final Permission REVOKE = permission("Revoke", Messages._ReleaseGates_Revoke());

    /** To say what enters an environment, when, and by which rules. */
    public static final Permission CONFIGURE_ENVIRONMENT = new Permission(
            GROUP,
            "ConfigureEnvironment",
            Messages._ReleaseGates_ConfigureEnvironment(),
            null,
            PermissionScope.ITEM_GROUP);

    /** To approve, as far as the rule of an environment asks for the one who does. */
    public static final Permission APPROVE =
            new Permission(GROUP, "Approve", Messages._ReleaseGates_Approve(), null, PermissionScope.RUN);

    /** To grant waivers that somebody else has asked for, as far as the owner of an environment lets gates be waived. */
    public static final Permission WAIVE =
            new Permission(GROUP, "Waive", Messages._ReleaseGates_Waive(), null, PermissionScope.RUN);

    /** To let something in against all gates in an emergency, together with a second person. */
    public static final Permission BREAK_GLASS =
            new Permission(GROUP, "BreakGlass", Messages._ReleaseGates_BreakGlass(), null, PermissionScope.RUN);

    /** Jenkins notes there that a request came with an API token. */
    private static final String BY_TOKEN = "jenkins.security.BasicHeaderApiTokenAuthenticator";

    private ReleaseGates() {}

    /** Permissions have to be known before anybody reads who has them. */
    @Initializer(after = InitMilestone.PLUGINS_STARTED, before = InitMilestone.EXTENSIONS_AUGMENTED)
    public static void register() {
        if (!VIEW_AUDIT.getEnabled()) {
            throw new IllegalStateException("Permissions of Release Gates can't be granted");
        }
    }

    private static Permission permission(String name, Localizable description) {
        return new Permission(GROUP, name, description, null, PermissionScope.JENKINS);
    }

    /** Any of which is enough where that permission is needed. */
    public static Permission[] eitherOr(Permission permission) {
        return new Permission[] {permission, Jenkins.ADMINISTER};
    }

    /** Whether the one who asks has that permission, or administers this Jenkins. */
    public static boolean may(Permission permission) {
        return Jenkins.get().hasAnyPermission(eitherOr(permission));
    }

    /** Throws unless the one who asks has that permission, or administers this Jenkins. */
    public static void check(Permission permission) {
        Jenkins.get().checkAnyPermission(eitherOr(permission));
    }

    /** Whether the one who asks has that permission for this build, or administers this Jenkins. */
    public static boolean may(Run<?, ?> run, Permission permission) {
        return run.getParent().hasPermission(permission) || Jenkins.get().hasPermission(Jenkins.ADMINISTER);
    }

    /** The one who asks, as the record names whoever acts. */
    public static Actor actor() {
        if (ACL.SYSTEM2.equals(Jenkins.getAuthentication2())) {
            // Jenkins would make a user of it.
            return new Actor("", "Jenkins itself", Actor.Means.UNKNOWN);
        }
        User user = User.current();
        if (user == null) {
            return new Actor("", "somebody without an account", Actor.Means.UNKNOWN);
        }
        return new Actor(user.getId(), user.getDisplayName(), means());
    }

    private static Actor.Means means() {
        StaplerRequest2 request = Stapler.getCurrentRequest2();
        if (request == null) {
            return Actor.Means.UNKNOWN;
        }
        return request.getAttribute(BY_TOKEN) == null ? Actor.Means.SESSION : Actor.Means.API_TOKEN;
    }
}
