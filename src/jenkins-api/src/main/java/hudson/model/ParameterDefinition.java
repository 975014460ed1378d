package hudson.model;

public abstract class ParameterDefinition
        implements hudson.model.Describable<hudson.model.ParameterDefinition>,
                hudson.ExtensionPoint,
                java.io.Serializable {

    ParameterDefinition() {}
}
