package hudson.model;

public abstract class Build<P extends hudson.model.Project<P, B>, B extends hudson.model.Build<P, B>>
        extends hudson.model.AbstractBuild<P, B> {

    Build() {}

    public void run() {
        throw new UnsupportedOperationException();
    }
}
