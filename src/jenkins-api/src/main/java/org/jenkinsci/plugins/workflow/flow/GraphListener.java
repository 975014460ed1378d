package org.jenkinsci.plugins.workflow.flow;

public interface GraphListener extends hudson.ExtensionPoint {

    void onNewHead(org.jenkinsci.plugins.workflow.graph.FlowNode flowNode);
}
