package io.jenkins.plugins.releasegates.build;

import java.util.Map;
import java.util.TreeMap;
import org.jenkinsci.plugins.structs.describable.UninstantiatedDescribable;

/** A step with one options object, which a Jenkinsfile writes as if its fields were the step's own. */
public final class FlatOptions {

    private static final String OPTIONS = "options";

    private FlatOptions() {}

    /** From the arguments in a Jenkinsfile to those of the step. */
    public static Map<String, Object> nest(Map<String, Object> arguments) {
        return arguments.containsKey(OPTIONS)
                ? arguments
                : Map.of(OPTIONS, new UninstantiatedDescribable(new TreeMap<>(arguments)));
    }

    /** From the arguments of the step to those in a Jenkinsfile. */
    public static UninstantiatedDescribable flatten(UninstantiatedDescribable step) {
        return step.getArguments().get(OPTIONS) instanceof UninstantiatedDescribable options
                ? step.withArguments(new TreeMap<>(options.getArguments()))
                : step;
    }
}
