package io.jenkins.plugins.releasegates.gate;

import hudson.model.InvisibleAction;
import hudson.model.Run;
import io.jenkins.lib.releasegates.policy.InvalidPolicyException;
import io.jenkins.lib.releasegates.policy.Policy;
import io.jenkins.plugins.releasegates.approval.PipelineDemands;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What {@code releaseGate} was told to demand besides, as its options and the file that they name. */
public final class FurtherDemands extends InvisibleAction implements PipelineDemands {

    private final List<Demand> demands = new ArrayList<>();

    /** Not a record: those can't be read back from the file of a build. */
    private static final class Demand {

        private final QualityGateOptions options;
        private final String file;

        Demand(QualityGateOptions options, String file) {
            this.options = options;
            this.file = file;
        }

        Policy policy() throws InvalidPolicyException {
            return options.validate(file.getBytes(StandardCharsets.UTF_8)).policyOrThrow();
        }
    }

    private FurtherDemands() {}

    /** Keeps them with the build. */
    static void keep(Run<?, ?> run, QualityGateOptions options, byte[] file) throws IOException {
        FurtherDemands before = run.getAction(FurtherDemands.class);
        FurtherDemands now = new FurtherDemands();
        if (before != null) {
            now.demands.addAll(before.demands);
        }
        now.demands.add(new Demand(options, new String(file, StandardCharsets.UTF_8)));
        run.addOrReplaceAction(now);
        run.save();
    }

    @Override
    public List<Policy> policies() {
        return demands.stream()
                .map(FurtherDemands::policy)
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Policy> policy(Demand demand) {
        try {
            return Optional.of(demand.policy());
        } catch (InvalidPolicyException e) {
            return Optional.empty();
        }
    }
}
