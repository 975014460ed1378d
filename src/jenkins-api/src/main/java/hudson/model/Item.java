package hudson.model;

public interface Item
        extends hudson.model.PersistenceRoot,
                hudson.model.ModelObject,
                hudson.search.SearchItem,
                hudson.security.AccessControlled {
    hudson.security.PermissionGroup PERMISSIONS = null;
    hudson.security.Permission CREATE = null;
    hudson.security.Permission DELETE = null;
    hudson.security.Permission CONFIGURE = null;
    hudson.security.Permission READ = null;
    hudson.security.Permission DISCOVER = null;
    hudson.security.Permission EXTENDED_READ = null;
    hudson.security.Permission BUILD = null;
    hudson.security.Permission WORKSPACE = null;
    hudson.security.Permission CANCEL = null;

    void delete() throws java.io.IOException, InterruptedException;

    java.util.Collection<? extends hudson.model.Job> getAllJobs();

    String getDisplayName();

    String getFullDisplayName();

    String getFullName();

    String getName();

    hudson.model.ItemGroup<? extends hudson.model.Item> getParent();

    String getShortUrl();

    String getUrl();

    void onCopiedFrom(hudson.model.Item item);

    void onLoad(hudson.model.ItemGroup<? extends hudson.model.Item> itemGroup, String string)
            throws java.io.IOException;

    void save() throws java.io.IOException;

    hudson.search.Search getSearch();
}
