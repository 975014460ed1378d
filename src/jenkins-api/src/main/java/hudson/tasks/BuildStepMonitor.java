package hudson.tasks;

public enum BuildStepMonitor {
    NONE {
        @Override
        public boolean perform(
                hudson.tasks.BuildStep buildStep,
                hudson.model.AbstractBuild abstractBuild,
                hudson.Launcher launcher,
                hudson.model.BuildListener buildListener)
                throws java.io.IOException, InterruptedException {
            throw new UnsupportedOperationException();
        }
    },
    STEP {
        @Override
        public boolean perform(
                hudson.tasks.BuildStep buildStep,
                hudson.model.AbstractBuild abstractBuild,
                hudson.Launcher launcher,
                hudson.model.BuildListener buildListener)
                throws java.io.IOException, InterruptedException {
            throw new UnsupportedOperationException();
        }
    },
    BUILD {
        @Override
        public boolean perform(
                hudson.tasks.BuildStep buildStep,
                hudson.model.AbstractBuild abstractBuild,
                hudson.Launcher launcher,
                hudson.model.BuildListener buildListener)
                throws java.io.IOException, InterruptedException {
            throw new UnsupportedOperationException();
        }
    };

    public abstract boolean perform(
            hudson.tasks.BuildStep buildStep,
            hudson.model.AbstractBuild abstractBuild,
            hudson.Launcher launcher,
            hudson.model.BuildListener buildListener)
            throws java.io.IOException, InterruptedException;
}
