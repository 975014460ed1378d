package jenkins.model;

public class JenkinsLocationConfiguration extends jenkins.model.GlobalConfiguration implements hudson.model.Saveable {

    public JenkinsLocationConfiguration() {}

    public static jenkins.model.JenkinsLocationConfiguration get() {
        throw new UnsupportedOperationException();
    }

    public String getAdminAddress() {
        throw new UnsupportedOperationException();
    }

    public String getUrl() {
        throw new UnsupportedOperationException();
    }
}
