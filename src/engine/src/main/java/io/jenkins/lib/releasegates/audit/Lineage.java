package io.jenkins.lib.releasegates.audit;

import io.jenkins.lib.releasegates.audit.store.EntryKeys;
import io.jenkins.lib.releasegates.gate.Baseline;
import io.jenkins.lib.releasegates.gate.Subject;
import io.jenkins.lib.releasegates.policy.BaselineRule;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The runs that come one after the other and are compared with each other.
 *
 * @param subject the newest of them
 * @param environment that they were admitted to; empty for those that judge a build, or rehearse that
 */
record Lineage(Subject subject, Optional<String> environment) {

    /** Keeps admissions, judgements and rehearsals apart. */
    String scope() {
        return environment.map(EntryKeys::scope).orElseGet(() -> EntryKeys.scope(subject));
    }

    /** What runs are looked up by, in the order in which they are tried. */
    Map<String, Baseline.Source> names(BaselineRule rule) {
        Map<String, Baseline.Source> names = new LinkedHashMap<>();
        if (environment.isPresent()) {
            names.put("", Baseline.Source.ENVIRONMENT);
            return names;
        }
        names.put(subject.branch().orElse(""), Baseline.Source.SAME_BRANCH);
        subject.targetBranch().ifPresent(branch -> names.putIfAbsent(branch, Baseline.Source.TARGET_BRANCH));
        rule.reference().ifPresent(branch -> names.putIfAbsent(branch, Baseline.Source.REFERENCE));
        return names;
    }

    /** The key of the runs of that name. */
    byte[] key(String name) {
        String title = environment.isPresent() ? "" : subject.title().orElse("");
        return EntryKeys.baseline(subject.job(), scope(), name, title);
    }

    /** What a bootstrap is spent on. */
    String reference(BaselineRule rule) {
        return environment.isPresent()
                ? ""
                : rule.reference().or(subject::targetBranch).or(subject::branch).orElse("");
    }

    /** A name for people. */
    String words(String name) {
        if (environment.isPresent()) {
            return "its way to " + environment.get();
        }
        return name.isEmpty() ? "this job without a branch" : name;
    }
}
