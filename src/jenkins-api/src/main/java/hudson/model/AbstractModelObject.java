package hudson.model;

public abstract class AbstractModelObject implements hudson.model.ModelObject, hudson.search.SearchItem {

    public AbstractModelObject() {}

    public hudson.search.Search getSearch() {
        throw new UnsupportedOperationException();
    }

    public final hudson.search.SearchIndex getSearchIndex() {
        throw new UnsupportedOperationException();
    }

    public String getSearchName() {
        throw new UnsupportedOperationException();
    }
}
