package jenkins.scm.api;

public interface SCMSourceCriteria extends java.io.Serializable {

    boolean isHead(jenkins.scm.api.SCMSourceCriteria.Probe probe, hudson.model.TaskListener taskListener)
            throws java.io.IOException;

    public abstract static class Probe implements java.io.Serializable {

        public Probe() {}

        @Deprecated
        public abstract boolean exists(String string) throws java.io.IOException;

        public abstract long lastModified();

        public abstract String name();
    }
}
