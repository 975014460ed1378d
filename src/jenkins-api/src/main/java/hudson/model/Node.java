package hudson.model;

public abstract class Node extends hudson.model.AbstractModelObject
        implements hudson.model.ReconfigurableDescribable<hudson.model.Node>,
                hudson.ExtensionPoint,
                hudson.security.AccessControlled,
                hudson.model.PersistenceRoot {

    public Node() {}

    @org.kohsuke.accmod.Restricted(org.kohsuke.accmod.restrictions.ProtectedExternally.class)
    protected abstract hudson.model.Computer createComputer();

    public abstract hudson.Launcher createLauncher(hudson.model.TaskListener taskListener);

    public hudson.security.ACL getACL() {
        throw new UnsupportedOperationException();
    }

    public final hudson.remoting.VirtualChannel getChannel() {
        throw new UnsupportedOperationException();
    }

    public abstract hudson.remoting.Callable<hudson.util.ClockDifference, java.io.IOException>
            getClockDifferenceCallable();

    public abstract hudson.slaves.NodeDescriptor getDescriptor();

    public String getDisplayName() {
        throw new UnsupportedOperationException();
    }

    public abstract String getLabelString();

    public abstract hudson.model.Node.Mode getMode();

    public abstract String getNodeDescription();

    public abstract String getNodeName();

    public abstract hudson.util.DescribableList<hudson.slaves.NodeProperty<?>, hudson.slaves.NodePropertyDescriptor>
            getNodeProperties();

    public abstract int getNumExecutors();

    public java.io.File getRootDir() {
        throw new UnsupportedOperationException();
    }

    public abstract hudson.FilePath getRootPath();

    public String getSearchUrl() {
        throw new UnsupportedOperationException();
    }

    public abstract hudson.FilePath getWorkspaceFor(hudson.model.TopLevelItem topLevelItem);

    public void save() throws java.io.IOException {
        throw new UnsupportedOperationException();
    }

    @Deprecated
    public abstract void setNodeName(String string);

    public final hudson.model.Computer toComputer() {
        throw new UnsupportedOperationException();
    }

    public enum Mode {
        ;
    }
}
