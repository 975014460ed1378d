package hudson.slaves;

public abstract class NodeDescriptor extends hudson.model.Descriptor<hudson.model.Node> {

    protected NodeDescriptor() {}
}
