package io.jenkins.plugins.releasegates.environment;

import hudson.model.AbstractItem;
import hudson.model.Item;
import hudson.model.User;
import hudson.security.SecurityRealm;
import io.jenkins.plugins.releasegates.ReleaseGates;
import io.jenkins.plugins.releasegates.people.KnownPeople;
import java.util.Optional;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.Stapler;
import org.kohsuke.stapler.StaplerRequest2;
import org.springframework.security.access.AccessDeniedException;

/**
 * Who may define which environments. Those of a folder: who may define all of them; and whom its listing names, as long as they have the permission
 * in that folder. The permission alone isn't enough, for with many strategies whoever configures a folder gives it to himself.
 */
final class EnvironmentOwners {

    /** What begins so names a group, as in rules of approval; what doesn't, an account. */
    private static final String GROUP = "group ";

    private EnvironmentOwners() {}

    /** Whether the one who asks may define those of that folder. */
    static boolean may(AbstractItem folder) {
        if (ReleaseGates.may(ReleaseGates.CONFIGURE_ENVIRONMENT)) {
            return true;
        }
        Optional<FolderItem> listed = EnvironmentConfiguration.get().folder(folder.getFullName());
        return listed.isPresent() && folder.hasPermission(ReleaseGates.CONFIGURE_ENVIRONMENT) && isNamed(listed.get());
    }

    /** Throws unless {@link #may}. */
    static void check(AbstractItem folder) {
        if (!may(folder)) {
            folder.checkPermission(ReleaseGates.CONFIGURE_ENVIRONMENT);
            throw new AccessDeniedException(Jenkins.getAuthentication2().getName()
                    + " is not among those who own the environments of " + folder.getFullName());
        }
    }

    /** Throws unless the one who fills a form in may define what it is about. */
    static void checkForm() {
        StaplerRequest2 request = Stapler.getCurrentRequest2();
        AbstractItem folder = request == null ? null : request.findAncestorObject(AbstractItem.class);
        if (folder == null) {
            ReleaseGates.check(ReleaseGates.CONFIGURE_ENVIRONMENT);
        } else {
            check(folder);
        }
    }

    /** Whether the one who asks may know what is in the folder of that name. */
    static boolean maySee(String folder) {
        if (ReleaseGates.may(ReleaseGates.VIEW_AUDIT) || ReleaseGates.may(ReleaseGates.CONFIGURE_ENVIRONMENT)) {
            return true;
        }
        try {
            Item item = Jenkins.get().getItemByFullName(folder);
            return item != null && item.hasPermission(Item.READ);
        } catch (AccessDeniedException e) {
            return false;
        }
    }

    private static boolean isNamed(FolderItem folder) {
        User user = User.current();
        return user != null && isNamed(folder, user);
    }

    /** Whether the list names that user, in whatever folder. */
    static boolean isNamed(FolderItem folder, User user) {
        SecurityRealm realm = Jenkins.get().getSecurityRealm();
        KnownPeople people = EnvironmentConfiguration.get().knownPeople();
        return folder.owners().stream()
                .anyMatch(owner ->
                        realm.getUserIdStrategy().equals(owner, user.getId()) || people.isMember(user.getId(), owner));
    }
}
