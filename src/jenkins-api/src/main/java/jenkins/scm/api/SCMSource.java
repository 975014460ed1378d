package jenkins.scm.api;

public abstract class SCMSource extends hudson.model.AbstractDescribableImpl<jenkins.scm.api.SCMSource>
        implements hudson.ExtensionPoint {

    protected SCMSource() {}

    public abstract hudson.scm.SCM build(jenkins.scm.api.SCMHead sCMHead, jenkins.scm.api.SCMRevision sCMRevision);

    public final jenkins.scm.api.SCMRevision fetch(
            String thingName, hudson.model.TaskListener listener, hudson.model.Item context)
            throws java.io.IOException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    public final jenkins.scm.api.SCMRevision fetch(jenkins.scm.api.SCMHead head, hudson.model.TaskListener listener)
            throws java.io.IOException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    public final <O extends jenkins.scm.api.SCMHeadObserver> O fetch(
            O observer, jenkins.scm.api.SCMHeadEvent<?> event, hudson.model.TaskListener listener)
            throws java.io.IOException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    public final <O extends jenkins.scm.api.SCMHeadObserver> O fetch(O observer, hudson.model.TaskListener listener)
            throws java.io.IOException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    public final java.util.Set<jenkins.scm.api.SCMHead> fetch(hudson.model.TaskListener listener)
            throws java.io.IOException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    public final <O extends jenkins.scm.api.SCMHeadObserver> O fetch(
            jenkins.scm.api.SCMSourceCriteria criteria,
            O observer,
            jenkins.scm.api.SCMHeadEvent<?> event,
            hudson.model.TaskListener listener)
            throws java.io.IOException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    public final <O extends jenkins.scm.api.SCMHeadObserver> O fetch(
            jenkins.scm.api.SCMSourceCriteria criteria, O observer, hudson.model.TaskListener listener)
            throws java.io.IOException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    public final String getId() {
        throw new UnsupportedOperationException();
    }

    protected abstract void retrieve(
            jenkins.scm.api.SCMSourceCriteria sCMSourceCriteria,
            jenkins.scm.api.SCMHeadObserver sCMHeadObserver,
            jenkins.scm.api.SCMHeadEvent<?> sCMHeadEvent,
            hudson.model.TaskListener taskListener)
            throws java.io.IOException, InterruptedException;

    public abstract static class SourceByItem implements hudson.ExtensionPoint {

        public SourceByItem() {}

        public static jenkins.scm.api.SCMSource findSource(hudson.model.Item item) {
            throw new UnsupportedOperationException();
        }

        public abstract jenkins.scm.api.SCMSource getSource(hudson.model.Item item);
    }
}
