package jenkins.scm.api;

public interface SCMSourceOwner extends hudson.model.Item {

    java.util.List<jenkins.scm.api.SCMSource> getSCMSources();

    @Deprecated
    void onSCMSourceUpdated(jenkins.scm.api.SCMSource sCMSource);

    hudson.search.Search getSearch();
}
