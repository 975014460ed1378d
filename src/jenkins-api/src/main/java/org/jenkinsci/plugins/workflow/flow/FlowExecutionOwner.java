package org.jenkinsci.plugins.workflow.flow;

public abstract class FlowExecutionOwner implements java.io.Serializable {

    public FlowExecutionOwner() {}

    public abstract boolean equals(Object value);

    public abstract org.jenkinsci.plugins.workflow.flow.FlowExecution get() throws java.io.IOException;

    public abstract hudson.model.Queue.Executable getExecutable() throws java.io.IOException;

    public hudson.model.TaskListener getListener() throws java.io.IOException {
        throw new UnsupportedOperationException();
    }

    public org.jenkinsci.plugins.workflow.flow.FlowExecution getOrNull() {
        throw new UnsupportedOperationException();
    }

    public abstract java.io.File getRootDir() throws java.io.IOException;

    public abstract String getUrl() throws java.io.IOException;

    public abstract int hashCode();

    public interface Executable extends hudson.model.Queue.Executable {

        org.jenkinsci.plugins.workflow.flow.FlowExecutionOwner asFlowExecutionOwner();
    }
}
