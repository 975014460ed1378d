package org.jenkinsci.remoting;

public abstract class RoleChecker {

    public RoleChecker() {}

    public void check(org.jenkinsci.remoting.RoleSensitive subject, org.jenkinsci.remoting.Role... expected)
            throws SecurityException {
        throw new UnsupportedOperationException();
    }

    public void check(org.jenkinsci.remoting.RoleSensitive subject, org.jenkinsci.remoting.Role expected)
            throws SecurityException {
        throw new UnsupportedOperationException();
    }

    public abstract void check(
            org.jenkinsci.remoting.RoleSensitive roleSensitive,
            java.util.Collection<org.jenkinsci.remoting.Role> collection)
            throws SecurityException;
}
