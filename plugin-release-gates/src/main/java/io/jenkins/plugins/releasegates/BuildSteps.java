package io.jenkins.plugins.releasegates;

import hudson.model.AbstractBuild;
import hudson.model.Descriptor;
import hudson.model.Project;
import hudson.tasks.Builder;

/** Tells the build steps of a freestyle build apart. */
final class BuildSteps {

    private BuildSteps() {}

    /** The place of a build step among those of its job; stays the same as long as the build runs. */
    static String id(AbstractBuild<?, ?> build, Builder step) {
        if (build.getProject() instanceof Project<?, ?> project) {
            int index = project.getBuilders().indexOf(step);
            if (index >= 0) {
                return "builder-" + index;
            }
        }
        // Wrapped by another plugin (a conditional step, say): one judgement per kind of step is all that can be told.
        Descriptor<Builder> descriptor = step.getDescriptor();
        return "builder-" + descriptor.getId() + "-" + System.identityHashCode(step);
    }
}
