package hudson.search;

public class Search {

    public Search() {}
}
