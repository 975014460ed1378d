package hudson.search;

public interface SearchIndex {

    void find(String string, java.util.List<hudson.search.SearchItem> list);

    void suggest(String string, java.util.List<hudson.search.SearchItem> list);
}
