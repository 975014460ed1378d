package org.jenkinsci.plugins.workflow.flow;

public abstract class FlowExecution {

    public FlowExecution() {}

    public abstract void addListener(org.jenkinsci.plugins.workflow.flow.GraphListener graphListener);

    public com.google.common.util.concurrent.ListenableFuture<
                    java.util.List<org.jenkinsci.plugins.workflow.steps.StepExecution>>
            getCurrentExecutions(boolean innerMostOnly) {
        throw new UnsupportedOperationException();
    }

    public abstract java.util.List<org.jenkinsci.plugins.workflow.graph.FlowNode> getCurrentHeads();

    public abstract org.jenkinsci.plugins.workflow.graph.FlowNode getNode(String string) throws java.io.IOException;

    public abstract org.jenkinsci.plugins.workflow.flow.FlowExecutionOwner getOwner();

    public abstract void interrupt(hudson.model.Result result, jenkins.model.CauseOfInterruption... values)
            throws java.io.IOException, InterruptedException;

    public boolean isComplete() {
        throw new UnsupportedOperationException();
    }

    public abstract boolean isCurrentHead(org.jenkinsci.plugins.workflow.graph.FlowNode flowNode);

    public abstract void start() throws java.io.IOException;

    public abstract java.util.List<hudson.model.Action> loadActions(
            org.jenkinsci.plugins.workflow.graph.FlowNode flowNode) throws java.io.IOException;

    public abstract void saveActions(
            org.jenkinsci.plugins.workflow.graph.FlowNode flowNode, java.util.List<hudson.model.Action> list)
            throws java.io.IOException;
}
