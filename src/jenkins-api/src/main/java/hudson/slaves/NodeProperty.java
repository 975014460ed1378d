package hudson.slaves;

public abstract class NodeProperty<N extends hudson.model.Node>
        implements hudson.model.ReconfigurableDescribable<hudson.slaves.NodeProperty<?>>, hudson.ExtensionPoint {

    public NodeProperty() {}
}
