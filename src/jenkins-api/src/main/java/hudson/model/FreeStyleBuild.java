package hudson.model;

public class FreeStyleBuild extends hudson.model.Build<hudson.model.FreeStyleProject, hudson.model.FreeStyleBuild> {

    FreeStyleBuild() {}

    public void run() {
        throw new UnsupportedOperationException();
    }
}
