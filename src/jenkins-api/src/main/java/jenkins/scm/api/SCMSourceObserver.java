package jenkins.scm.api;

public abstract class SCMSourceObserver {

    public SCMSourceObserver() {}

    public abstract void addAttribute(String string, Object value) throws IllegalArgumentException, ClassCastException;

    public abstract jenkins.scm.api.SCMSourceOwner getContext();

    public abstract hudson.model.TaskListener getListener();

    public abstract jenkins.scm.api.SCMSourceObserver.ProjectObserver observe(String string)
            throws IllegalArgumentException, java.io.IOException, InterruptedException;

    public abstract static class ProjectObserver {

        public ProjectObserver() {}

        public abstract void addAttribute(String string, Object value)
                throws IllegalArgumentException, ClassCastException;

        public abstract void addSource(jenkins.scm.api.SCMSource sCMSource);

        public abstract void complete() throws IllegalStateException, java.io.IOException, InterruptedException;
    }
}
