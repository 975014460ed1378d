package org.kohsuke.stapler;

public interface Ancestor {

    String getFullUrl();

    org.kohsuke.stapler.Ancestor getNext();

    String getNextToken(int value);

    Object getObject();

    org.kohsuke.stapler.Ancestor getPrev();

    String getRelativePath();

    String getRestOfUrl();

    String getUrl();
}
