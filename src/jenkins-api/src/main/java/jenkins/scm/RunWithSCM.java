package jenkins.scm;

public interface RunWithSCM<
        JobT extends hudson.model.Job<JobT, RunT>,
        RunT extends hudson.model.Run<JobT, RunT> & jenkins.scm.RunWithSCM<JobT, RunT>> {

    java.util.List<hudson.scm.ChangeLogSet<? extends hudson.scm.ChangeLogSet.Entry>> getChangeSets();

    java.util.Set<String> getCulpritIds();

    default java.util.Set<hudson.model.User> getCulprits() {
        throw new UnsupportedOperationException();
    }

    default boolean hasParticipant(hudson.model.User user) {
        throw new UnsupportedOperationException();
    }

    boolean shouldCalculateCulprits();
}
