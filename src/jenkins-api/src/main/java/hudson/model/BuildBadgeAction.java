package hudson.model;

public interface BuildBadgeAction extends hudson.model.Action {}
