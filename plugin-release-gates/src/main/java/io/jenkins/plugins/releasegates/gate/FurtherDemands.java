package io.jenkins.plugins.releasegates.gate;

import hudson.AbortException;
import hudson.model.InvisibleAction;
import hudson.model.Run;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.policy.InvalidPolicyException;
import io.jenkins.lib.releasegates.policy.Policy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a pipeline demands on top of what an environment's owner demands, kept for the time when people have approved and everything is judged once
 * more. Each is found by its digest, which stands in the record, so that one that somebody has edited is no longer found.
 */
public final class FurtherDemands extends InvisibleAction {

    private final List<Demand> demands = new ArrayList<>();

    private record Demand(QualityGateOptions options, String file) {
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

    /**
     * The demands with that digest.
     *
     * @throws AbortException when they aren't kept as they were; leaving them out would loosen what is demanded
     */
    public static Policy of(Run<?, ?> run, Digest digest) throws AbortException {
        FurtherDemands kept = run.getAction(FurtherDemands.class);
        for (Demand demand : kept == null ? List.<Demand>of() : kept.demands) {
            Optional<Policy> policy = policy(demand);
            if (policy.filter(found -> found.digest().equals(digest)).isPresent()) {
                return policy.get();
            }
        }
        throw new AbortException(
                "Not admitted, since what the pipeline demands besides isn't kept with the build as it was: " + digest);
    }

    private static Optional<Policy> policy(Demand demand) {
        try {
            return Optional.of(demand.policy());
        } catch (InvalidPolicyException e) {
            return Optional.empty();
        }
    }
}
