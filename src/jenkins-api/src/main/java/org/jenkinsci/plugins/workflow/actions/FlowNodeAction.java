package org.jenkinsci.plugins.workflow.actions;

public interface FlowNodeAction extends hudson.model.Action {

    void onLoad(org.jenkinsci.plugins.workflow.graph.FlowNode flowNode);
}
