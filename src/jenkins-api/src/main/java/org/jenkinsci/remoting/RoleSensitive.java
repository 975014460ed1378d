package org.jenkinsci.remoting;

public interface RoleSensitive {

    void checkRoles(org.jenkinsci.remoting.RoleChecker roleChecker) throws SecurityException;
}
