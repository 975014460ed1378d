package hudson.model;

public interface UnprotectedRootAction extends hudson.model.RootAction, hudson.ExtensionPoint {}
