package jenkins.scm.api;

public class SCMHead implements jenkins.scm.api.mixin.SCMHeadMixin {

    public SCMHead(String name) {}

    public int compareTo(jenkins.scm.api.SCMHead o) {
        throw new UnsupportedOperationException();
    }

    public String getName() {
        throw new UnsupportedOperationException();
    }

    public jenkins.scm.api.SCMHeadOrigin getOrigin() {
        throw new UnsupportedOperationException();
    }

    public String toString() {
        throw new UnsupportedOperationException();
    }

    public abstract static class HeadByItem implements hudson.ExtensionPoint {

        public HeadByItem() {}

        public static jenkins.scm.api.SCMHead findHead(hudson.model.Item item) {
            throw new UnsupportedOperationException();
        }

        public abstract jenkins.scm.api.SCMHead getHead(hudson.model.Item item);
    }
}
