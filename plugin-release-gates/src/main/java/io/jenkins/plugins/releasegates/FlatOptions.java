package io.jenkins.plugins.releasegates;

import java.util.Map;
import java.util.TreeMap;
import org.jenkinsci.plugins.structs.describable.UninstantiatedDescribable;

/** A step with one options object, which a Jenkinsfile writes as if its fields were the step's own. */
final class FlatOptions {

    private static final String OPTIONS = "options";

    private FlatOptions() {}

    /** From the arguments in a Jenkinsfile to those of the step. */
    static Map<String, Object> nest(Map<String, Object> arguments) {
        return arguments.containsKey(OPTIONS)
                ? arguments
                : Map.of(OPTIONS, new UninstantiatedDescribable(new TreeMap<>(arguments)));
    }

    /** From the arguments of the step to those in a Jenkinsfile. */
    static UninstantiatedDescribable flatten(UninstantiatedDescribable step) {
        return step.getArguments().get(OPTIONS) instanceof UninstantiatedDescribable options
                ? step.withArguments(options.getArguments())
                : step;
    }
}
