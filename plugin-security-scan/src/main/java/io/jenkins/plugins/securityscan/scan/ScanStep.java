package io.jenkins.plugins.securityscan.scan;

import io.jenkins.plugins.releasegates.build.BackgroundExecution;
import io.jenkins.plugins.releasegates.build.FlatOptions;
import io.jenkins.plugins.releasegates.build.StepSurroundings;
import java.io.Serial;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.plugins.structs.describable.CustomDescribableModel;
import org.jenkinsci.plugins.structs.describable.UninstantiatedDescribable;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/** A scan as a Pipeline step. */
public abstract class ScanStep extends Step {

    /** What is looked for, and where. */
    abstract ScanOptions scan();

    @Override
    public final StepExecution start(StepContext context) {
        return new Execution(context, scan());
    }

    static final class Execution extends BackgroundExecution {

        @Serial
        private static final long serialVersionUID = 1;

        private final ScanOptions options;

        Execution(StepContext context, ScanOptions options) {
            super(context);
            this.options = options;
        }

        @Override
        protected Object run(StepSurroundings surroundings) throws Exception {
            return options.run(surroundings);
        }
    }

    /** For the snippet generator. */
    abstract static class ScanStepDescriptor extends StepDescriptor implements CustomDescribableModel {

        @Override
        public final Set<? extends Class<?>> getRequiredContext() {
            return StepSurroundings.REQUIRED;
        }

        @Override
        public final Map<String, Object> customInstantiate(Map<String, Object> arguments) {
            return FlatOptions.nest(arguments);
        }

        @Override
        public final UninstantiatedDescribable customUninstantiate(UninstantiatedDescribable step) {
            return FlatOptions.flatten(step);
        }
    }
}
