package hudson.model;

public class User extends hudson.model.AbstractModelObject
        implements hudson.security.AccessControlled,
                hudson.model.ModelObject,
                hudson.model.Saveable,
                Comparable<hudson.model.User> {

    User() {}

    public int compareTo(hudson.model.User that) {
        throw new UnsupportedOperationException();
    }

    public static hudson.model.User current() {
        throw new UnsupportedOperationException();
    }

    public static hudson.model.User get(String idOrFullName, boolean create, java.util.Map context) {
        throw new UnsupportedOperationException();
    }

    public static hudson.model.User get2(org.springframework.security.core.Authentication a) {
        throw new UnsupportedOperationException();
    }

    public hudson.security.ACL getACL() {
        throw new UnsupportedOperationException();
    }

    public static java.util.Collection<hudson.model.User> getAll() {
        throw new UnsupportedOperationException();
    }

    public static hudson.model.User getById(String id, boolean create) {
        throw new UnsupportedOperationException();
    }

    public String getDisplayName() {
        throw new UnsupportedOperationException();
    }

    public String getFullName() {
        throw new UnsupportedOperationException();
    }

    public String getId() {
        throw new UnsupportedOperationException();
    }

    public static hudson.model.User getOrCreateByIdOrFullName(String idOrFullName) {
        throw new UnsupportedOperationException();
    }

    public <T extends hudson.model.UserProperty> T getProperty(Class<T> clazz) {
        throw new UnsupportedOperationException();
    }

    public String getSearchUrl() {
        throw new UnsupportedOperationException();
    }

    public static hudson.model.User getUnknown() {
        throw new UnsupportedOperationException();
    }

    public String getUrl() {
        throw new UnsupportedOperationException();
    }

    public org.springframework.security.core.Authentication impersonate2()
            throws org.springframework.security.core.userdetails.UsernameNotFoundException {
        throw new UnsupportedOperationException();
    }

    public void save() throws java.io.IOException {
        throw new UnsupportedOperationException();
    }
}
