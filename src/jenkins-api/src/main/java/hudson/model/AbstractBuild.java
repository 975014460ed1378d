package hudson.model;

public abstract class AbstractBuild<
                P extends hudson.model.AbstractProject<P, R>, R extends hudson.model.AbstractBuild<P, R>>
        extends hudson.model.Run<P, R> implements hudson.model.Queue.Executable, jenkins.scm.RunWithSCM<P, R> {

    AbstractBuild() {}

    public hudson.model.Node getBuiltOn() {
        throw new UnsupportedOperationException();
    }

    public String getBuiltOnStr() {
        throw new UnsupportedOperationException();
    }

    public java.util.List<hudson.scm.ChangeLogSet<? extends hudson.scm.ChangeLogSet.Entry>> getChangeSets() {
        throw new UnsupportedOperationException();
    }

    public java.util.Set<String> getCulpritIds() {
        throw new UnsupportedOperationException();
    }

    public final P getProject() {
        throw new UnsupportedOperationException();
    }

    public final hudson.FilePath getWorkspace() {
        throw new UnsupportedOperationException();
    }

    public abstract void run();

    public boolean shouldCalculateCulprits() {
        throw new UnsupportedOperationException();
    }
}
