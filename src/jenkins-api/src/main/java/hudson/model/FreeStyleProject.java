package hudson.model;

public class FreeStyleProject extends hudson.model.Project<hudson.model.FreeStyleProject, hudson.model.FreeStyleBuild>
        implements hudson.model.TopLevelItem {

    FreeStyleProject() {}

    protected Class<hudson.model.FreeStyleBuild> getBuildClass() {
        throw new UnsupportedOperationException();
    }

    public hudson.model.FreeStyleProject.DescriptorImpl getDescriptor() {
        throw new UnsupportedOperationException();
    }

    public static class DescriptorImpl extends hudson.model.TopLevelItemDescriptor {

        public DescriptorImpl() {}

        public hudson.model.FreeStyleProject newInstance(hudson.model.ItemGroup parent, String name) {
            throw new UnsupportedOperationException();
        }
    }
}
