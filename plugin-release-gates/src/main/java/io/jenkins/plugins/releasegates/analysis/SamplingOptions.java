package io.jenkins.plugins.releasegates.analysis;

import hudson.Util;
import hudson.model.AbstractDescribableImpl;
import java.io.Serial;
import java.io.Serializable;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.DataBoundSetter;

/** How often a gate asks, and what its samples have to come to, in the words of Argo Rollouts. */
public abstract class SamplingOptions extends AbstractDescribableImpl<MetricGateOptions> implements Serializable {

    @Serial
    private static final long serialVersionUID = 1;

    private static final int DEFAULT_CONSECUTIVE_ERROR_LIMIT = 4;

    private @Nullable String initialDelay;
    private @Nullable String interval;
    private int count;
    private int failureLimit;
    private int inconclusiveLimit;
    private int consecutiveErrorLimit = DEFAULT_CONSECUTIVE_ERROR_LIMIT;
    private int consecutiveSuccessLimit;
    private @Nullable String steady;
    private @Nullable String timeout;

    SamplingOptions() {}

    public final @Nullable String getInitialDelay() {
        return initialDelay;
    }

    /** Before the first sample. */
    @DataBoundSetter
    public final void setInitialDelay(@Nullable String initialDelay) {
        this.initialDelay = Util.fixEmptyAndTrim(initialDelay);
    }

    public final @Nullable String getInterval() {
        return interval;
    }

    /** Between two samples; without it there is one. */
    @DataBoundSetter
    public final void setInterval(@Nullable String interval) {
        this.interval = Util.fixEmptyAndTrim(interval);
    }

    public final int getCount() {
        return count;
    }

    /** Measurements after which it ends; 0 where something else ends it. */
    @DataBoundSetter
    public final void setCount(int count) {
        this.count = count;
    }

    public final int getFailureLimit() {
        return failureLimit;
    }

    /** Failed samples that are still allowed. */
    @DataBoundSetter
    public final void setFailureLimit(int failureLimit) {
        this.failureLimit = failureLimit;
    }

    public final int getInconclusiveLimit() {
        return inconclusiveLimit;
    }

    /** Inconclusive samples that are still allowed. */
    @DataBoundSetter
    public final void setInconclusiveLimit(int inconclusiveLimit) {
        this.inconclusiveLimit = inconclusiveLimit;
    }

    public final int getConsecutiveErrorLimit() {
        return consecutiveErrorLimit;
    }

    /** Errors in a row that are still allowed. */
    @DataBoundSetter
    public final void setConsecutiveErrorLimit(int consecutiveErrorLimit) {
        this.consecutiveErrorLimit = consecutiveErrorLimit;
    }

    public final int getConsecutiveSuccessLimit() {
        return consecutiveSuccessLimit;
    }

    /** Green samples in a row that are demanded. */
    @DataBoundSetter
    public final void setConsecutiveSuccessLimit(int consecutiveSuccessLimit) {
        this.consecutiveSuccessLimit = consecutiveSuccessLimit;
    }

    public final @Nullable String getSteady() {
        return steady;
    }

    /** How long it has to be green without a break. */
    @DataBoundSetter
    public final void setSteady(@Nullable String steady) {
        this.steady = Util.fixEmptyAndTrim(steady);
    }

    public final @Nullable String getTimeout() {
        return timeout;
    }

    /** From the start; then it ends, and never with a pass. */
    @DataBoundSetter
    public final void setTimeout(@Nullable String timeout) {
        this.timeout = Util.fixEmptyAndTrim(timeout);
    }

    final void putSampling(Map<String, String> fields) {
        fields.put("initialDelay", text(initialDelay));
        fields.put("interval", text(interval));
        fields.put("count", count == 0 ? "" : String.valueOf(count));
        fields.put("failureLimit", String.valueOf(failureLimit));
        fields.put("inconclusiveLimit", String.valueOf(inconclusiveLimit));
        fields.put("consecutiveErrorLimit", String.valueOf(consecutiveErrorLimit));
        fields.put("consecutiveSuccessLimit", String.valueOf(consecutiveSuccessLimit));
        fields.put("steady", text(steady));
        fields.put("timeout", text(timeout));
    }

    static String text(@Nullable String given) {
        return given == null ? "" : given;
    }
}
