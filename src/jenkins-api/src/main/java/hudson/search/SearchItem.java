package hudson.search;

public interface SearchItem {

    hudson.search.SearchIndex getSearchIndex();

    String getSearchName();

    String getSearchUrl();
}
