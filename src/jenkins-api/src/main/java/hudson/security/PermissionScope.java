package hudson.security;

public final class PermissionScope {
    public static final hudson.security.PermissionScope JENKINS = null;
    public static final hudson.security.PermissionScope ITEM_GROUP = null;
    public static final hudson.security.PermissionScope ITEM = null;
    public static final hudson.security.PermissionScope RUN = null;
    public static final hudson.security.PermissionScope COMPUTER = null;

    public PermissionScope(
            Class<? extends hudson.model.ModelObject> modelClass, hudson.security.PermissionScope... containers) {}
}
