package io.jenkins.plugins.releasegates.connection;

import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import io.jenkins.lib.releasegates.analysis.metric.MetricGateReader;
import io.jenkins.lib.releasegates.metrics.MetricsServer;
import io.jenkins.lib.releasegates.policy.document.NamePattern;
import io.jenkins.plugins.releasegates.Messages;
import io.jenkins.plugins.releasegates.ReleaseGatesHome;
import io.jenkins.plugins.releasegates.people.Lines;
import java.util.Map;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A server of metrics that the controller may ask. */
public abstract class ConnectionItem extends AbstractDescribableImpl<ConnectionItem> {

    private final String name;
    private String jobs = "";

    ConnectionItem(String name) {
        this.name = name.trim();
    }

    /** What gates know it by. */
    public final String getName() {
        return name;
    }

    /** Patterns of the jobs whose steps may name it, a line each. */
    public final String getJobs() {
        return jobs;
    }

    /** For forms and configuration as code; every job may where it is empty. */
    @DataBoundSetter
    public final void setJobs(String jobs) {
        this.jobs = jobs.trim();
    }

    /** Whether a step of the job of that full name may name it. */
    final boolean mayBeNamedBy(String job) {
        return jobs.isEmpty() || Lines.of(jobs).stream().anyMatch(pattern -> new NamePattern(pattern).matches(job));
    }

    /**
     * The server.
     *
     * @throws IllegalArgumentException when it can't be one, with what is allowed and without a secret
     */
    @Restricted(NoExternalUse.class)
    public abstract MetricsServer server();

    /** Where it is and what is allowed to it, for the record; without secrets. */
    abstract String place();

    /** The secrets in it, each by what people call it. */
    abstract Map<String, String> secrets();

    /** For forms. */
    public abstract static class ConnectionDescriptor extends Descriptor<ConnectionItem> {

        /** The name is one. */
        @POST
        public final FormValidation doCheckName(@QueryParameter String value) {
            ReleaseGatesHome.get().checkConfigure();
            return MetricGateReader.CONNECTION.matcher(value.trim()).matches()
                    ? FormValidation.ok()
                    : FormValidation.error(Messages.ConnectionItem_BadName(value));
        }
    }
}
