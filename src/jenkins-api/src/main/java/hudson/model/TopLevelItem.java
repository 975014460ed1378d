package hudson.model;

public interface TopLevelItem
        extends hudson.model.Item, hudson.ExtensionPoint, hudson.model.Describable<hudson.model.TopLevelItem> {

    hudson.model.TopLevelItemDescriptor getDescriptor();

    hudson.search.Search getSearch();
}
