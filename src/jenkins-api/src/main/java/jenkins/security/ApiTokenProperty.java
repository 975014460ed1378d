package jenkins.security;

public class ApiTokenProperty extends hudson.model.UserProperty {

    public ApiTokenProperty() {}

    public boolean matchesPassword(String token) {
        throw new UnsupportedOperationException();
    }
}
